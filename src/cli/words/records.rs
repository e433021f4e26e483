//! What the options of `massicot tools` and `massicot links` do.

use super::{ArgumentWords, CommandWords, both};

/// The words of an argument of these commands, by its id.
pub fn argument(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "report_kind" => (
            both("RAPPORT", "REPORT"),
            both(
                "panorama, timeline, notices, evaluation, coverage, roadmap, ranking [sinon : panorama ; tous avec --out]",
                "panorama, timeline, notices, evaluation, coverage, roadmap, ranking [otherwise: panorama; all with --out]",
            ),
        ),
        "report_format" => (
            both("FORMAT", "FORMAT"),
            both(
                "text, csv, json, html [sinon : text ; csv, json et html avec --out]",
                "text, csv, json, html [otherwise: text; csv, json and html with --out]",
            ),
        ),
        "votes" => (
            both("FICHIER", "FILE"),
            both(
                "Les votes du classement, en CSV : voter, tool, criterion, score",
                "The votes of the ranking, as CSV: voter, tool, criterion, score",
            ),
        ),
        "report_folder" => (
            both("DOSSIER", "FOLDER"),
            both(
                "Dossier des rapports ; sans lui, ils s’affichent",
                "Folder of the reports; without it they are shown",
            ),
        ),
        "redirects" => (
            both("DOSSIER", "FOLDER"),
            both(
                "Écrit aussi où mènent les liens courts : pages, nginx.map, _redirects, redirects.csv",
                "Writes too where short links lead: pages, nginx.map, _redirects, redirects.csv",
            ),
        ),
        _ => return None,
    };
    Some(ArgumentWords { value, help })
}

/// The words of these commands, by name.
pub fn command(name: &str) -> Option<CommandWords> {
    let (about, examples) = match name {
        "tools" => (
            both(
                "Fait les listes qui viennent des fiches d’outils : panorama, suivi, besoins, votes",
                "Makes the lists that come from tool records: panorama, follow-up, needs, votes",
            ),
            both(
                "  massicot tools decks/tiroirs
  massicot tools decks/tiroirs --report coverage
  massicot tools decks/tiroirs --report ranking --votes votes.csv
  massicot tools decks/tiroirs --report roadmap --format csv > a-venir.csv
  massicot tools decks/tiroirs --out rapports             tous, en CSV, JSON et HTML",
                "  massicot tools decks/tiroirs
  massicot tools decks/tiroirs --report coverage
  massicot tools decks/tiroirs --report ranking --votes votes.csv
  massicot tools decks/tiroirs --report roadmap --format csv > to-come.csv
  massicot tools decks/tiroirs --out reports              all of them, as CSV, JSON and HTML",
            ),
        ),
        "links" => (
            both(
                "Liste et vérifie les adresses d’un kit : ressources et liens des cartes",
                "Lists and checks the addresses of a kit: resources and links of cards",
            ),
            both(
                "  massicot links decks/tiroirs
  massicot links decks/tiroirs --redirects site/liens
  massicot links decks/tiroirs --json | jq '.links[].url'",
                "  massicot links decks/tiroirs
  massicot links decks/tiroirs --redirects site/links
  massicot links decks/tiroirs --json | jq '.links[].url'",
            ),
        ),
        _ => return None,
    };
    Some(CommandWords { about, examples })
}
