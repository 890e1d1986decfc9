/* Draftail's "Cite a reference": offers the references of the page at hand and inserts the chosen one's short name.
   Readers see a number in its place. */
(() => {
  "use strict";

  const { React, DraftJS, draftail } = window;
  const text = (id, fallback) => document.getElementById("citation-words")?.dataset[id] || fallback;

  /** The references in the form, saved or not: [{key, label}]. */
  function referencesInForm() {
    return [...document.querySelectorAll('input[name^="references-"][name$="-value-key"]')]
      .filter((input) => input.value.trim() && document.getElementsByName(input.name.replace("-value-key", "-deleted"))[0]?.value !== "1")
      .map((input) => {
        const title = document.getElementsByName(input.name.replace(/-key$/, "-title"))[0];
        return { key: input.value.trim(), label: title?.value.trim() || "" };
      });
  }

  function dialogFor(references, onChoose, onClose) {
    const dialog = document.createElement("dialog");
    dialog.className = "citation-dialog";
    const heading = document.createElement("h2");
    heading.textContent = text("heading", "Cite a reference");
    heading.id = "citation-dialog-heading";
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.append(heading);
    if (references.length) {
      const list = document.createElement("ul");
      for (const { key, label } of references) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button button-secondary";
        button.textContent = label ? `${key}: ${label}` : key;
        button.addEventListener("click", () => { onChoose(key); dialog.close(); });
        const item = document.createElement("li");
        item.append(button);
        list.append(item);
      }
      dialog.append(list);
    } else {
      const empty = document.createElement("p");
      empty.textContent = text("empty", "Add the publication in the References tab first.");
      dialog.append(empty);
    }
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "button";
    cancel.textContent = text("cancel", "Cancel");
    cancel.addEventListener("click", () => dialog.close());
    dialog.append(cancel);
    dialog.addEventListener("close", () => { dialog.remove(); onClose(); });
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  }

  class CitationSource extends React.Component {
    componentDidMount() {
      const { editorState, entityType, onComplete, onClose } = this.props;
      let chosen = false;
      dialogFor(
        referencesInForm(),
        (key) => {
          chosen = true;
          const content = editorState.getCurrentContent().createEntity(entityType.type, "IMMUTABLE", { id: key });
          const entity = content.getLastCreatedEntityKey();
          const end = editorState.getSelection().merge({
            anchorOffset: editorState.getSelection().getEndOffset(),
            anchorKey: editorState.getSelection().getEndKey(),
            focusOffset: editorState.getSelection().getEndOffset(),
            focusKey: editorState.getSelection().getEndKey(),
          });
          const cited = DraftJS.Modifier.insertText(content, end, `[${key}]`, null, entity);
          onComplete(DraftJS.EditorState.push(editorState, cited, "insert-characters"));
        },
        () => { if (!chosen) onClose(); },
      );
    }

    render() {
      return null;
    }
  }

  const Citation = (props) => React.createElement("span", { className: "citation-mark" }, props.children);

  draftail.registerPlugin({ type: "CITATION", source: CitationSource, decorator: Citation }, "entityTypes");
})();
