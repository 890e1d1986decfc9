"""Spanish."""

from __future__ import annotations

from typing import Final

from articles.domain.sections import SectionKey

from .base import Cues, TextCues

CUES: Final = Cues(
    headings={
        SectionKey.TLDR: ("tl;dr", "resumen", "en resumen", "en breve", "en pocas palabras", "respuesta corta", "respuesta breve", "puntos clave"),
        SectionKey.CAUSES: ("causas", "causa", "qué causa", "qué provoca", "por qué se produce", "etiología"),
        SectionKey.GENETICS: (
            "genética", "genético", "genes", "gen", "herencia", "hereditario", "hereditaria", "se hereda", "viene de familia", "antecedentes familiares",
        ),
        SectionKey.RISK_FACTORS: ("factores de riesgo", "factor de riesgo", "aumenta el riesgo", "quién tiene riesgo", "riesgos"),
        SectionKey.RESEARCH: ("investigación", "investigaciones", "investigadores", "investigar", "perspectivas", "preguntas abiertas", "qué no se sabe"),
        SectionKey.DISCLAIMER: (
            "aviso", "aviso legal", "aviso médico", "descargo de responsabilidad", "exención de responsabilidad", "usar esta información", "solo para su información",
        ),
    },
    references=("referencias", "fuentes", "bibliografía", "lecturas recomendadas", "para saber más"),
    text={
        SectionKey.CAUSES: TextCues(
            ("causada por", "causado por", "se debe a", "la causa", "las causas", "se produce cuando"),
            ("causa", "causas", "porque", "provoca", "debido a", "mecanismo"),
        ),
        SectionKey.GENETICS: TextCues(
            ("hereditari*", "se hereda", "se heredan", "los genes", "genétic*", "antecedentes familiares"),
            ("gen", "genes", "padres", "familia", "familias", "adn", "gemelos"),
        ),
        SectionKey.RISK_FACTORS: TextCues(
            ("factor de riesgo", "factores de riesgo", "aumenta el riesgo", "aumentan el riesgo", "mayor riesgo"),
            ("riesgo", "tabaco", "fumar", "alcohol", "edad", "peso", "sedentarismo"),
        ),
        SectionKey.RESEARCH: TextCues(
            ("investigadores", "científicos", "ensayos clínicos", "ensayo clínico", "nuevos estudios", "todavía no se sabe", "aún no se sabe"),
            ("investigación", "estudio", "estudios", "ensayos", "futuro"),
        ),
    },
    leads=("tl;dr", "en resumen", "en breve", "en pocas palabras", "resumen", "respuesta corta"),
    disclaims=("no constituye consejo médico", "no constituye asesoramiento médico", "con fines informativos", "con fines educativos", "tiene fines educativos"),
    replaces=("no sustituye*", "no puede sustituir", "no reemplaza*", "no pretende sustituir"),
    counsel=("consejo", "consejo médico", "consulta", "profesional", "diagnóstico", "asesoramiento"),
    labels=(
        "revisado médicamente", "médicamente revisado", "revisión médica", "revisor médico", "revisado por", "revisada por", "última actualización", "actualizado el", "actualizado en", "última revisión", "fecha de actualización", "fecha de revisión", "próxima revisión",
    ),
    claims=("ha sido revisado por", "fue revisado por", "ha sido revisado médicamente", "fue revisado médicamente", "revisado médicamente por", "se actualizó por última vez"),
)  # fmt: skip
