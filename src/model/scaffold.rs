//! The files of a new kit: small, in French, and building as they are.

use std::path::PathBuf;

use super::schema;
use crate::font;

/// Layouts and fonts of a new kit, so that it builds wherever its folder stands: path inside the kit and content.
const FILES: &[(&str, &[u8])] = &[
    ("layouts/base.yaml", include_bytes!("scaffold/base.yaml")),
    ("layouts/carte.yaml", include_bytes!("scaffold/carte.yaml")),
    ("layouts/dos.yaml", include_bytes!("scaffold/dos.yaml")),
    ("fonts/AtkinsonHyperlegibleNext_400Regular.ttf", font::SHIPPED_REGULAR),
    ("fonts/AtkinsonHyperlegibleNext_700Bold.ttf", font::SHIPPED_BOLD),
    ("fonts/OFL.txt", font::SHIPPED_LICENCE),
];

/// The files of a new kit, as paths inside its folder and their bytes. `id` must be an id ([`super::is_id`]).
pub fn scaffold(id: &str, title: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    let kit = KIT.replace("{id}", id).replace("{title}", &title);
    let mut files: Vec<(PathBuf, Vec<u8>)> =
        vec![("kit.yaml".into(), kit.into_bytes()), ("premier-jeu.yaml".into(), DECK.as_bytes().to_vec())];
    files.extend(FILES.iter().map(|(path, bytes)| (PathBuf::from(path), bytes.to_vec())));
    files.extend(
        schema::all()
            .into_iter()
            .map(|(name, schema)| (PathBuf::from(format!("schema/{name}.json")), format!("{schema:#}\n").into_bytes())),
    );
    files
}

const KIT: &str = r##"# yaml-language-server: $schema=schema/kit.json
# Le kit : ce que tous ses jeux partagent.
kit: {id}
title: "{title}"
version: "0.1"
lang: fr
licence: CC BY-SA 4.0

# Les couleurs, nommées une fois : à l'écran (srgb) et en encres (cmyk, de 0 à 100).
palette:
  encre: { srgb: "#1A1A1A", cmyk: [0, 0, 0, 100] }
  papier: { srgb: "#FFFFFF", cmyk: [0, 0, 0, 0] }
  nuit: { srgb: "#123C70", cmyk: [100, 75, 20, 20] }
  orange: { srgb: "#B8480B", cmyk: [15, 80, 100, 10] }

# Les polices, par rôle : les maquettes ne connaissent que les rôles.
fonts:
  texte: { families: [Atkinson Hyperlegible Next] }
  titre: { families: [Atkinson Hyperlegible Next] }

# Les mots permis dans un champ des cartes, et ce qu'ils portent.
vocabularies:
  family:
    - { id: idee, label: Idée, color: nuit }
    - { id: action, label: Action, color: orange }

# Les parties prévues, dans l'ordre ; celles qui n'ont pas encore de fichier sont à venir.
components: [D1]
"##;

const DECK: &str = r#"# yaml-language-server: $schema=schema/deck.json
deck: D1
title: Premier jeu
format: poker
layout:
  front: carte
  back: dos

# Ce que chaque carte reçoit, sauf si elle dit autre chose.
defaults:
  family: idee

cards:
  - id: C01
    title: Une idée par carte
    text: Un titre court, puis ce qu'il faut savoir pour agir.
  - id: C02
    title: Deux faces
    text: Le recto dit l'essentiel, le verso l'explique.
  - id: C03
    title: "Un deux-points ? Des guillemets"
    text: "Un texte qui contient « : » se met entre guillemets : voici comment."
  - id: C04
    family: action
    count: 2
    title: Couper
    text: >-
      Imprimez à 100 %, coupez au trait,
      et arrondissez les angles si vous voulez.
"#;
