"""One small text in each language, about an invented ailment, with every part that an article has and some that it has not."""

from __future__ import annotations

from dataclasses import dataclass

from articles.domain.sections import SectionKey


@dataclass(frozen=True)
class Text:
    """`headings` name the parts; `sentences` are what stands below them, and without headings as plain paragraphs, too."""

    title: str
    short_answer: tuple[str, str]
    sections: dict[SectionKey, tuple[str, str]]
    disclaimer: tuple[str, str]
    reviewed: str
    updated: str
    stray: str
    lead: str


C, G, R, F = SectionKey.CAUSES, SectionKey.GENETICS, SectionKey.RISK_FACTORS, SectionKey.RESEARCH

TEXTS = {
    "en": Text(
        "Why do knees glimmer?",
        ("In short", "Glimmer knee makes knees shine at night."),
        {
            C: ("What causes glimmer knee?", "Glimmer knee is caused by moonlight. The main cause is an open window."),
            G: ("Does it run in families?", "Glimmer knee is inherited: the genes come from a parent."),
            R: ("Risk factors", "Open curtains are a risk factor, and age increases the risk."),
            F: ("Research", "Researchers wait for new studies and a clinical trial."),
        },
        ("Disclaimer", "This text does not replace the advice of a professional who knows you."),
        "Medically reviewed by Dr. Ada Lamp, MD",
        "Last updated: 3 May 2024",
        "Knees like music.",
        "In short: knees shine at night.",
    ),
    "es": Text(
        "¿Por qué brillan las rodillas?",
        ("En pocas palabras", "La rodilla brillante reluce de noche."),
        {
            C: ("¿Cuáles son las causas?", "La rodilla brillante es causada por la luna. La causa es una ventana abierta."),
            G: ("Genética", "Es hereditaria: los genes vienen de los padres."),
            R: ("Factores de riesgo", "La cortina abierta es un factor de riesgo y la edad aumenta el riesgo."),
            F: ("¿Qué queda por investigar?", "Los investigadores esperan nuevos estudios."),
        },
        ("Aviso médico", "Este texto no sustituye el consejo de un profesional."),
        "Revisado médicamente por la Dra. Ada Lamp",
        "Última actualización: 3 de mayo de 2024",
        "A las rodillas les gusta la música.",
        "En resumen: las rodillas relucen de noche.",
    ),
    "fr": Text(
        "Pourquoi les genoux brillent-ils ?",
        ("En bref", "Le genou brillant luit la nuit."),
        {
            C: ("Quelles en sont les causes ?", "Le genou brillant est causé par la lune. La cause est une fenêtre ouverte."),
            G: ("Est-ce héréditaire ?", "C’est héréditaire : les gènes viennent des parents."),
            R: ("Facteurs de risque", "Un rideau ouvert est un facteur de risque, et l’âge augmente le risque."),
            F: ("Recherche et perspectives", "Les chercheurs attendent de nouvelles études."),
        },
        ("Avertissement", "Ce texte ne remplace pas l’avis d’un professionnel de santé."),
        "Relu médicalement par la Dre Ada Lamp",
        "Dernière mise à jour : 3 mai 2024",
        "Les genoux aiment la musique.",
        "En résumé : les genoux luisent la nuit.",
    ),
    "de": Text(
        "Warum schimmern Knie?",
        ("Kurz gesagt", "Das Schimmerknie leuchtet nachts."),
        {
            C: ("Ursachen", "Das Schimmerknie wird verursacht durch Mondlicht. Die Ursache ist ein offenes Fenster."),
            G: ("Liegt es in der Familie?", "Es ist erblich: Die Gene kommen von den Eltern."),
            R: ("Was erhöht das Risiko?", "Offene Vorhänge sind ein Risikofaktor, und das Alter erhöht das Risiko."),
            F: ("Ausblick", "Forschende warten auf neue Studien."),
        },
        ("Haftungsausschluss", "Dieser Text ersetzt keine Beratung durch eine Fachkraft."),
        "Medizinisch geprüft von Dr. Ada Lamp",
        "Zuletzt aktualisiert: 3. Mai 2024",
        "Knie mögen Musik.",
        "Kurz gesagt: Knie leuchten nachts.",
    ),
    "ar": Text(
        "لماذا تلمع الركبة؟",
        ("الإجابة باختصار", "الركبة اللامعة تضيء ليلًا."),
        {
            C: ("ما الأسباب؟", "تنتج عن ضوء القمر. والسبب الرئيسي نافذة مفتوحة."),
            G: ("هل للوراثة دور؟", "هذه حالة وراثية تنتقل مع الجينات من الوالدين."),
            R: ("عوامل الخطر", "الستارة المفتوحة من عوامل الخطر، والعمر يزيد خطر الإصابة."),
            F: ("الأبحاث", "ينتظر الباحثون دراسات جديدة."),
        },
        ("إخلاء مسؤولية", "هذا النص لا يغني عن استشارة الطبيب."),
        "تمت المراجعة الطبية: د. آدا لامب",
        "آخر تحديث: 3 مايو 2024",
        "الركبة تحب الموسيقى.",
        "باختصار: الركبة تضيء ليلًا.",
    ),
    "zh-hans": Text(
        "膝盖为什么会发光？",
        ("简单来说，答案是什么？", "发光膝会在夜里发亮。"),
        {
            C: ("病因", "发光膝是由月光引起的。主要原因是窗户开着。"),
            G: ("会遗传吗？", "它会遗传，基因来自父母。"),
            R: ("危险因素", "窗帘开着是危险因素，年龄会增加风险。"),
            F: ("还有哪些问题有待研究？", "研究人员在等待临床试验。"),
        },
        ("免责声明", "本文不能代替医生的建议。"),
        "医学审核：张灯医生",
        "最后更新：2024年5月3日",
        "膝盖喜欢音乐。",
        "简而言之：膝盖在夜里发亮。",
    ),
}
