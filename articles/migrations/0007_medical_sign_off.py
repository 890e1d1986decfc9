"""Seeds the one workflow: medical sign-off, attached to the home page of every language, and who may see the desk.

Reversing removes the workflow only while nothing was ever reviewed in it.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

NAME = "Medical sign-off"
DESK = {
    "Editors": [("reviewrequest", "view"), ("reviewrequest", "change"), ("ledgerentry", "view")],
    "Translators": [("reviewrequest", "view"), ("ledgerentry", "view")],
    "Medical reviewers": [("reviewrequest", "view"), ("ledgerentry", "view")],
}


def create_workflow(apps: Any, _schema_editor: Any) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("articles", "HomePage")
    MedicalReviewTask = apps.get_model("articles", "MedicalReviewTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")

    content_type, _created = ContentType.objects.get_or_create(app_label="articles", model="medicalreviewtask")
    task = MedicalReviewTask.objects.create(name=NAME, active=True, content_type=content_type)
    workflow = Workflow.objects.create(name=NAME, active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    for home in HomePage.objects.all():
        WorkflowPage.objects.update_or_create(page_id=home.pk, defaults={"workflow": workflow})
    # Wagtail's own task lets a group approve. Nobody here means that.
    for stock in Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True):
        stock.delete()


def remove_workflow(apps: Any, _schema_editor: Any) -> None:
    MedicalReviewTask = apps.get_model("articles", "MedicalReviewTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")

    Workflow.objects.filter(name=NAME, workflow_states__isnull=True).delete()
    for task in MedicalReviewTask.objects.filter(workflow_tasks__isnull=True):
        task.delete()


def open_the_desk(apps: Any, _schema_editor: Any) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")

    for name, rights in DESK.items():
        for group in Group.objects.filter(name=name):
            for model, action in rights:
                content_type, _created = ContentType.objects.get_or_create(app_label="articles", model=model)
                permission, _created = Permission.objects.get_or_create(
                    content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_reviews"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(create_workflow, remove_workflow),
        migrations.RunPython(open_the_desk, migrations.RunPython.noop),
    ]
