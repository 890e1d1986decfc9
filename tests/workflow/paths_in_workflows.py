"""Paths through Wagtail's workflows: ours, which is finished by sign-offs alone, and those that an administrator may set up."""

from __future__ import annotations

import json

from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from articles.domain.signoffs import EntryKind
from articles.models import LedgerAct
from tests.editor.forms import edit_address
from tests.workflow.paths import EVERYBODY, NOBODY, PEOPLE, PUBLISHERS, Actor, Table
from tests.workflow.stage import Stage

WORKFLOWS = Table()
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


def attach(workflow: Workflow, page: Page) -> None:
    WorkflowPage.objects.update_or_create(page=Page.objects.get(pk=page.pk), defaults={"workflow": workflow})


def begin(stage: Stage) -> TaskState:
    """The text is under medical review."""
    page = stage.row()
    page.get_workflow().start(page, stage.people["author"])
    return page.current_workflow_task_state


def begin_stock(stage: Stage) -> TaskState:
    """An administrator set up a workflow in which the editors approve, as Wagtail makes it by default."""
    workflow = Workflow.objects.create(name="Moderators approval")
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.add(Group.objects.get(name="Editors"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    attach(workflow, stage.condition)
    return begin(stage)


def action(state: TaskState, stage: Stage, name: str = "approve") -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[stage.page.pk, name, state.pk])


# --- Our workflow ----------------------------------------------------------------------------------------------------


@WORKFLOWS.add(EVERYBODY)
def approving_from_the_editor(stage: Stage, actor: Actor) -> None:
    begin(stage)
    actor.post(edit_address(stage.page), stage.latest.form(**APPROVE))


@WORKFLOWS.add(EVERYBODY)
def approving_from_the_editor_with_a_forged_signature(stage: Stage, actor: Actor) -> None:
    begin(stage)
    forged = {"act": {"sequence": 1, "kind": "sign_off", "completes": True}, "signature": "x", "comment": "Fine."}
    actor.post(edit_address(stage.page), stage.latest.form(**APPROVE, **{"workflow-action-extra-data": json.dumps(forged)}))


@WORKFLOWS.add(EVERYBODY)
def approving_from_the_workflow_view(stage: Stage, actor: Actor) -> None:
    actor.post(action(begin(stage), stage), {"comment": "Fine."})


@WORKFLOWS.add(PEOPLE)
def approving_by_the_task(stage: Stage, actor: Actor) -> None:
    state = begin(stage)
    state.task.specific.on_action(state, actor.user, "approve")


@WORKFLOWS.add(PEOPLE, opens_for=PEOPLE)
def approving_by_the_task_with_an_act_that_is_in_no_ledger(stage: Stage, actor: Actor) -> None:
    """Code can make such an object; the gate still asks the ledger."""
    state = begin(stage)
    state.task.specific.on_action(state, actor.user, "approve", act=LedgerAct(1, EntryKind.SIGN_OFF, completes=True))


@WORKFLOWS.add(EVERYBODY, opens_for=EVERYBODY)
def approving_the_task_state(stage: Stage, actor: Actor) -> None:
    begin(stage).approve(user=actor.user)


@WORKFLOWS.add(EVERYBODY, opens_for=EVERYBODY)
def finishing_the_workflow(stage: Stage, actor: Actor) -> None:
    begin(stage)
    WorkflowState.objects.get(status=WorkflowState.STATUS_IN_PROGRESS).finish(user=actor.user)


@WORKFLOWS.add(PEOPLE)
def rejecting_and_submitting_again(stage: Stage, actor: Actor) -> None:
    begin(stage).reject(user=actor.user)
    WorkflowState.objects.get(status=WorkflowState.STATUS_NEEDS_CHANGES).resume(user=actor.user)


@WORKFLOWS.add(EVERYBODY)
def submitting(stage: Stage, actor: Actor) -> None:
    actor.post(edit_address(stage.page), stage.latest.form(**{"action-submit": "action-submit"}))


# --- Other workflows -------------------------------------------------------------------------------------------------


@WORKFLOWS.add(EVERYBODY, opens_for=PUBLISHERS)
def approving_in_wagtails_own_workflow(stage: Stage, actor: Actor) -> None:
    actor.post(action(begin_stock(stage), stage), {"comment": "Fine."})


@WORKFLOWS.add(EVERYBODY)
def approving_in_wagtails_own_workflow_with_an_edit(stage: Stage, actor: Actor) -> None:
    begin_stock(stage)
    actor.post(edit_address(stage.page), stage.latest.form(tldr="Words that nobody has seen.", **APPROVE))


@WORKFLOWS.add((*PEOPLE, NOBODY), opens_for=("superuser", "publisher", "author"))
def submitting_to_a_workflow_without_tasks(stage: Stage, actor: Actor) -> None:
    """Wagtail finishes it at once."""
    attach(Workflow.objects.create(name="Nothing to do"), stage.condition)
    actor.post(edit_address(stage.page), stage.latest.form(**{"action-submit": "action-submit"}))
