//! What is said of drawings that cannot be read, or not wholly.

use super::Import;
use crate::diag::Diagnostic;
use crate::say;
use crate::source::Place;

pub(super) fn outsized() -> Diagnostic {
    Diagnostic::error(
        "drawing-value",
        say!("une valeur du dessin est hors de toute proportion", "a value of the drawing is out of all proportion"),
    )
    .hint(say!(
        "ramener le dessin à sa taille imprimée : ni plus d’un million de px, ni presque rien",
        "bring the drawing to its printed size: neither more than a million px, nor next to nothing"
    ))
}

pub(super) fn too_deep() -> Diagnostic {
    Diagnostic::error(
        "drawing-unreadable",
        say!(
            "le dessin imbrique plus de mille éléments les uns dans les autres",
            "the drawing nests more than a thousand elements in each other"
        ),
    )
}

pub(super) fn unreadable(text: &str, fault: &roxmltree::Error, how: &Import<'_>) -> Diagnostic {
    let at = fault.pos();
    let line_start = text.split_inclusive('\n').take(at.row.saturating_sub(1) as usize).map(str::len).sum::<usize>();
    let line = text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let column = line.chars().take(at.col.saturating_sub(1) as usize).map(char::len_utf8).sum::<usize>();
    Diagnostic::error(
        "drawing-unreadable",
        say!("le dessin n’est pas du XML bien formé : {fault}", "the drawing is not well-formed XML: {fault}"),
    )
    .at(how.place(line_start + column..line_start + column))
}

pub(super) fn no_tree(fault: &usvg::Error, how: &Import<'_>) -> Diagnostic {
    let diagnostic = match fault {
        usvg::Error::InvalidSize => {
            Diagnostic::error("drawing-unreadable", say!("le dessin n’a pas de taille", "the drawing has no size"))
                .hint(say!(
                    "donner `width` et `height` en mm à l’élément `svg`, ou un `viewBox`",
                    "give the `svg` element `width` and `height` in mm, or a `viewBox`"
                ))
        }
        other => Diagnostic::error(
            "drawing-unreadable",
            say!("le dessin n’est pas du SVG lisible : {other}", "the drawing is not readable SVG: {other}"),
        ),
    };
    diagnostic.at(Place::file(how.file))
}

/// A value short enough for a message.
fn short(value: &str) -> String {
    let value: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.chars().count() <= 40 { value } else { value.chars().take(39).chain(['…']).collect() }
}

pub(super) fn lost(name: &str) -> Diagnostic {
    let hint = match name {
        "foreignObject" => say!(
            "remplacer le contenu HTML par du texte ou des tracés SVG",
            "replace the HTML content by SVG text or outlines"
        ),
        "flowRoot" => say!("dans Inkscape : Texte › Convertir en texte", "in Inkscape: Text › Convert to Text"),
        _ => say!("le convertir en tracés ou en image", "turn it into outlines or a picture"),
    };
    Diagnostic::error(
        "drawing-lost",
        say!(
            "l’élément `{name}` n’est pas repris : il manque",
            "the element `{name}` is not carried over: it is missing"
        ),
    )
    .hint(hint)
}

pub(super) fn ignored(name: &str) -> Diagnostic {
    Diagnostic::warning(
        "drawing-unsupported",
        say!(
            "`{name}` est laissé de côté : le dessin est pris tel qu’il est au repos",
            "`{name}` is left out: the drawing is taken as it is at rest"
        ),
    )
}

pub(super) fn property_ignored(name: &str, value: &str) -> Diagnostic {
    let value = short(value);
    Diagnostic::warning(
        "drawing-unsupported",
        say!("`{name}: {value}` n’est pas repris", "`{name}: {value}` is not carried over"),
    )
}

pub(super) fn geometry_lost(name: &str) -> Diagnostic {
    Diagnostic::error(
        "drawing-lost",
        say!(
            "`{name}` n’est pas lu dans un style : l’élément n’a pas sa forme",
            "`{name}` is not read in a style: the element lacks its shape"
        ),
    )
    .hint(say!("l’écrire comme attribut : `{name}=\"…\"`", "write it as an attribute: `{name}=\"…\"`"))
}

pub(super) fn unreadable_value(name: &str, value: &str) -> Diagnostic {
    let value = short(value);
    Diagnostic::error(
        "drawing-value",
        say!("la valeur `{value}` de `{name}` n’est pas comprise", "the value `{value}` of `{name}` is not understood"),
    )
    .hint(say!("écrire une valeur SVG simple, sans fonction CSS", "write a plain SVG value, without CSS functions"))
}

pub(super) fn missing_target(id: &str) -> Diagnostic {
    Diagnostic::error(
        "drawing-reference-missing",
        say!("rien ne s’appelle `#{id}` dans le dessin", "nothing is named `#{id}` in the drawing"),
    )
    .hint(say!("corriger le nom, ou supprimer la référence", "correct the name, or remove the reference"))
}

pub(super) fn outside_target(target: &str) -> Diagnostic {
    let target = short(target);
    Diagnostic::error(
        "drawing-reference-missing",
        say!("`{target}` est dans un autre fichier : il n’est pas lu", "`{target}` is in another file: it is not read"),
    )
    .hint(say!("copier l’élément dans ce dessin", "copy the element into this drawing"))
}

pub(super) fn no_target(name: &str) -> Diagnostic {
    Diagnostic::error(
        "drawing-reference-missing",
        say!("`{name}` ne désigne aucun élément", "`{name}` names no element"),
    )
}

pub(super) fn nested_link(href: &str) -> Diagnostic {
    let href = short(href);
    Diagnostic::error(
        "drawing-image-missing",
        say!(
            "un dessin inséré lie l’image « {href} » : les liens n’y sont pas suivis",
            "an inserted drawing links the picture “{href}”: links are not followed there"
        ),
    )
    .hint(say!("incorporer l’image dans le dessin inséré", "embed the picture in the inserted drawing"))
}

pub(super) fn unreadable_drawing() -> Diagnostic {
    Diagnostic::error(
        "drawing-image-missing",
        say!("le dessin inséré n’est pas du SVG lisible", "the inserted drawing is not readable SVG"),
    )
}

pub(super) fn outlined() -> Diagnostic {
    Diagnostic::warning(
        "drawing-text-outlined",
        say!(
            "le texte du dessin devient des tracés : il ne sera ni cherchable, ni lu à voix haute, ni traduit",
            "the drawing's text becomes outlines: it can neither be searched, nor read aloud, nor translated"
        ),
    )
    .hint(say!(
        "pour du vrai texte, le mettre dans un cadre ou un emplacement `slot-…`",
        "for real text, put it into a frame or a slot `slot-…`"
    ))
}

pub(super) fn link_lost() -> Diagnostic {
    Diagnostic::warning(
        "drawing-unsupported",
        say!("les liens du dessin ne sont pas repris", "the drawing's links are not carried over"),
    )
}

pub(super) fn instruction_lost(name: &str) -> Diagnostic {
    Diagnostic::warning(
        "drawing-unsupported",
        say!("la feuille de style (`{name}`) n’est pas lue", "the style sheet (`{name}`) is not read"),
    )
    .hint(say!("mettre les styles dans un élément `style`, en CSS", "put the styles into a `style` element, in CSS"))
}

pub(super) fn at_rule_ignored(name: &str) -> Diagnostic {
    Diagnostic::warning(
        "drawing-unsupported",
        say!("la règle CSS `@{name}` n’est pas reprise", "the CSS rule `@{name}` is not carried over"),
    )
}

pub(super) fn selector_ignored(part: &str) -> Diagnostic {
    let part = short(part);
    Diagnostic::warning(
        "drawing-unsupported",
        say!("le sélecteur CSS `{part}` n’est pas compris", "the CSS selector `{part}` is not understood"),
    )
    .hint(say!("donner une classe aux éléments voulus", "give the elements meant a class"))
}
