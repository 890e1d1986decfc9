"""Simplified Chinese, which writes words without spaces."""

from __future__ import annotations

from typing import Final

from articles.domain.sections import SectionKey

from .base import Cues, TextCues

CUES: Final = Cues(
    headings={
        SectionKey.TLDR: ("tl;dr", "摘要", "概要", "简而言之", "简单来说", "一句话", "要点", "简短回答", "内容提要"),
        SectionKey.CAUSES: ("病因", "成因", "原因", "发病机制", "引起"),
        SectionKey.GENETICS: ("遗传", "基因", "家族史"),
        SectionKey.RISK_FACTORS: ("危险因素", "风险因素", "高危人群", "增加风险", "哪些人容易"),
        SectionKey.RESEARCH: ("研究", "展望", "未解之谜", "前沿"),
        SectionKey.DISCLAIMER: ("免责声明", "声明", "使用这些信息", "仅供参考"),
    },
    references=("参考文献", "参考资料", "资料来源", "文献"),
    text={
        SectionKey.CAUSES: TextCues(
            ("病因", "引起的", "主要原因", "是由", "发病机制", "导致的"),
            ("原因", "因为", "由于", "导致", "引起"),
        ),
        SectionKey.GENETICS: TextCues(
            ("遗传", "基因", "家族史"),
            ("父母", "家族", "家人", "双胞胎", "亲属"),
        ),
        SectionKey.RISK_FACTORS: TextCues(
            ("危险因素", "风险因素", "增加风险", "风险更高", "高危人群", "患病风险"),
            ("风险", "吸烟", "饮酒", "年龄", "体重", "缺乏运动"),
        ),
        SectionKey.RESEARCH: TextCues(
            ("研究人员", "科学家", "临床试验", "新研究", "尚不清楚", "有待研究"),
            ("研究", "试验", "未来", "探索"),
        ),
    },
    leads=("tl;dr", "简而言之", "简单来说", "摘要", "一句话", "总之"),
    disclaims=("不构成医疗建议", "仅供参考", "用于健康教育"),
    replaces=("不能代替", "不能替代", "不可替代", "不能取代"),
    counsel=("建议", "诊断", "医生", "专业人员", "就医"),
    labels=(
        "医学审核", "医学审阅", "医学审校", "审核专家", "审核医生", "审核人", "审核", "审稿", "审校", "最后更新", "最近更新", "更新时间", "更新日期", "最后审核", "上次更新", "更新于",
    ),
    claims=("医生审核", "专家审核", "经医学审核", "医学审核", "最后更新于"),
)  # fmt: skip
