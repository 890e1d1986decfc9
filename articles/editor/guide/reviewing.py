"""The parts of the guide for those who sign, and for those who appoint them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from .parts import Limit, Role, RoleKey, Step, Way

_DESK: Final = Way(_("Review desk"), "review_desk:queue")

MEDICAL: Final = Role(
    RoleKey.MEDICAL,
    _("Medical reviewer"),
    _("You answer, under your name and qualification, for what readers learn about health."),
    (
        Step(
            _("Take a text"),
            _("The desk lists what you can sign, the most urgent first. “Waiting for you” on the first page counts the same."),
            _DESK,
        ),
        Step(
            _("Read it as readers will"),
            _(
                "One screen shows the page, every change since the last sign-off, who wrote it, and what the checks found. Beside a translation stands its source."
            ),
        ),
        Step(
            _("Say how grave the change is"),
            _(
                "Editorial: nothing that matters to a reader. Meaning: translations must follow. Safety: readers of translations are told in the same moment."
            ),
        ),
        Step(
            _("Sign"),
            _(
                "Answer each point of the checklist and enter your password: an open screen signs nothing. If you showed your second factor more than ten minutes ago, you are asked for it, too. With the last sign-off that is missing, the text goes live."
            ),
        ),
        Step(
            _("Or do not sign"),
            _(
                "Comment on a section, or request changes and say which. The writers get a message, and the text comes back to you."
            ),
            Way(_("Messages"), "review_desk:messages"),
        ),
        Step(
            _("Take back what you signed"),
            _("If you no longer stand by a text, withdraw your sign-off on its screen. What rested on it goes down by itself."),
        ),
    ),
    (
        Limit(_("You cannot sign what you wrote, changed or submitted."), _("Another person must have read it.")),
        Limit(_("You cannot change a text."), _("A signature never carries an edit. Ask for the change.")),
        Limit(
            _("You cannot sign beyond your profile."), _("It names your languages, what you are qualified for, and until when.")
        ),
    ),
    _("Ask an editor about the text, and an administrator about your profile."),
)

LANGUAGE: Final = Role(
    RoleKey.LANGUAGE,
    _("Language reviewer"),
    _("You answer for a translation saying what its source says, and reading as if it had been written in its language."),
    (
        Step(_("Take a text"), _("The desk lists the translations that you can sign, the most urgent first."), _DESK),
        Step(
            _("Compare it with its source"),
            _(
                "The source stands beside it, section by section. Look for what was added, weakened or left out, and at every number."
            ),
        ),
        Step(
            _("Look at what the translator declared"),
            _("“Nothing needs to change” is a statement that you sign, too. If you do not agree, request changes."),
        ),
        Step(
            _("Sign, or request changes"),
            _("Answer the checklist for the language and enter your password. The medical sign-off is another person’s."),
        ),
    ),
    (
        Limit(_("You cannot give both sign-offs of one text."), _("Two people find more than one.")),
        Limit(_("You cannot sign without knowing the source language."), _("Your profile must list both languages.")),
        Limit(_("You cannot change a text."), _("A signature never carries an edit. Ask for the change.")),
    ),
    _("Ask the translator in a comment about a wording, and an administrator about your profile."),
)

ADMINISTRATOR: Final = Role(
    RoleKey.ADMINISTRATOR,
    _("Administrator"),
    _("You decide who works here, who is qualified to sign, and what the site asks of a review."),
    (
        Step(
            _("Make accounts"),
            _("Give each person the group of their work: Editors, Medical reviewers, or the translators of a language."),
            Way(_("Users"), "wagtailusers_users:index"),
        ),
        Step(
            _("Help who lost a second factor"),
            _(
                "Everybody here sets up an authenticator app or a passkey at the first login, and keeps recovery codes. If all are lost, “Reset second factor” in the list of users lets the person set up new ones. Make sure that it is really them: call, or see them."
            ),
            Way(_("Your own second factor"), "mfa_index"),
        ),
        Step(
            _("Appoint reviewers"),
            _(
                "Make a reviewer profile and link it to the account: what they are qualified for, in which languages, until when. Check the qualification first; readers see it."
            ),
            Way(_("Reviewers"), "wagtailsnippets_articles_reviewerprofile:list"),
        ),
        Step(
            _("Set the review policy"),
            _("How many sign-offs a text needs, for how long a review holds, and what a change for safety does to translations."),
            Way(_("Review policy"), "wagtailsettings:edit", ("articles", "reviewpolicy")),
        ),
        Step(
            _("Choose the default disclaimer"),
            _("It ends every article that has none of its own, and must be signed in each language with live articles."),
            Way(_("Reader’s site"), "wagtailsettings:edit", ("articles", "sitesettings")),
        ),
        Step(
            _("Check the ledger every day"),
            _(
                "Let the server run “manage.py verify_signoffs” daily, and keep the head of the chain that it prints where the database cannot reach it."
            ),
        ),
    ),
    (
        Limit(
            _("You cannot publish what is not signed."),
            _("The rule knows no administrators, so nobody can be pressed into an exception."),
        ),
        Limit(
            _("You cannot sign without a valid profile, nor change your own."),
            _("Nobody says of themselves that they are qualified."),
        ),
        Limit(_("You cannot change or delete a sign-off."), _("The database refuses, and the chain would show it.")),
    ),
    _("Ask whoever runs the server about backups, keys and mail."),
)
