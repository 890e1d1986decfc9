"""The parts of the guide for those who write: editors and translators."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from .parts import Limit, Role, RoleKey, Step, Way

EDITOR: Final = Role(
    RoleKey.EDITOR,
    _("Editor"),
    _("You write the articles and the vocabulary, see them through review, and take down what must not stay."),
    (
        Step(
            _("Write an article"),
            _(
                "Open a condition and add an article below it, or import a text there. Begin with the short answer: many readers read nothing else. Each section takes blocks; the eye beside a block’s name shows what it looks like. Where you state a fact, cite a reference."
            ),
            Way(_("Articles"), "articles:index"),
        ),
        Step(
            _("Look before you submit"),
            _("The panel “Before publication” names every gap. The preview shows the page in its own language and direction."),
        ),
        Step(
            _("Submit it for medical review"),
            _(
                "Reviewers get a message. You may go on editing: only the sign-offs whose words you change are lost. With the last sign-off, the signed text goes live by itself."
            ),
            Way(_("Review desk"), "review_desk:queue"),
        ),
        Step(
            _("Organise the reviews"),
            _(
                "On the review desk, give a text to a reviewer, set a day, or mark it as urgent. Somebody who wrote a text is never offered."
            ),
            Way(_("Review desk"), "review_desk:queue"),
        ),
        Step(
            _("Ask for translations"),
            _("The table shows each text in each language. Tick texts, choose languages and a day, and ask for many at once."),
            Way(_("Translations"), "translations:matrix"),
        ),
        Step(
            _("Keep the vocabulary"),
            _(
                "Glossary terms, risk factors and disclaimers have one entry with a tab for each language. Saved changes wait for their sign-offs; readers keep the signed words."
            ),
            Way(_("Glossary"), "wagtailsnippets_articles_glossaryterm:list"),
        ),
        Step(
            _("Keep the pages about the site"),
            _(
                "About, how we review, accessibility, privacy and contact stand below each home page. You publish them yourself: they say nothing about health."
            ),
        ),
        Step(
            _("Read what readers report"),
            _(
                "Give each report to somebody, ask for a review where the words must change, and say what came of it. Readers leave no address: nobody can write back."
            ),
            Way(_("Reader reports"), "reader_reports:queue"),
        ),
        Step(
            _("Take something down"),
            _("“Take down” in an article’s menu works at once and needs a reason. Readers and reviewers see the reason."),
        ),
    ),
    (
        Limit(
            _("You cannot publish what is not signed."),
            _("There is no exception, not even in an emergency. In an emergency, take the text down."),
        ),
        Limit(_("You cannot sign what you wrote, changed or submitted."), _("Another person must have read it.")),
        Limit(
            _("You cannot change reviewers, the review policy or accounts."),
            _("Those who need a review do not choose who may give it."),
        ),
    ),
    _("Ask the reviewer in a comment about what a text says, and an administrator about rights and accounts."),
)

TRANSLATOR: Final = Role(
    RoleKey.TRANSLATOR,
    _("Translator"),
    _("You bring texts into your language, and keep them in step with their source."),
    (
        Step(
            _("See what is asked of you"),
            _("Your own tasks come first, then what matters for safety, then what is due soonest. “Start” makes the draft."),
            Way(_("Your translations"), "translations:work"),
        ),
        Step(
            _("Translate section by section"),
            _("Each section has its source beside it, with what changed, the words of the glossary, and what the checks found."),
        ),
        Step(
            _("Say what you did"),
            _(
                "For each section that changed in the source, choose “Brought up to date”, or “Nothing needs to change” and say why. Reviewers sign that, too."
            ),
        ),
        Step(
            _("Mend what the checks find"),
            _(
                "Numbers, doses and units must agree with the source, or you say in writing why they differ. What else the checks find is advice."
            ),
        ),
        Step(
            _("Work outside, if you like"),
            _("“Translate outside” gives you a file for your own tool (XLIFF or PO) and takes it back as a draft."),
        ),
        Step(
            _("Submit it for medical review"),
            _("A translation needs a medical and a language sign-off from two people. With the last one it goes live by itself."),
            Way(_("Review desk"), "review_desk:queue"),
        ),
    ),
    (
        Limit(
            _("You cannot write in other languages or change the source."),
            _("Your group is of one language. In every other, somebody else answers for the words."),
        ),
        Limit(_("You cannot publish."), _("The sign-offs do. A mistake that two people have looked for is rarer.")),
        Limit(_("You cannot sign your own translation."), _("Nobody sees their own slips.")),
    ),
    _("Ask an editor about what the source means, and an administrator if a language is missing from your list."),
)
