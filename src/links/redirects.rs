//! Where short links lead, in forms that web servers take: pages of their own, a map for nginx, `_redirects`, CSV. A
//! printed code leads to the short link; what stands behind it can move without a new print.

use std::fmt::Write as _;

use super::{Address, Owner};

/// A short link and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The link, from the base: `clubnoe`.
    pub short: String,
    /// The full address.
    pub url: String,
    /// What is found there.
    pub title: String,
}

/// The redirects of a kit, by link: those of its resources. Where a card leads is a page of the kit's own site.
pub fn table(addresses: &[Address]) -> Vec<Redirect> {
    let resources = addresses.iter().filter(|address| address.owner == Owner::Resource);
    let mut table: Vec<Redirect> = resources
        .filter_map(|address| {
            let short = address.short.clone()?;
            Some(Redirect { short, url: address.url.to_string(), title: address.title.to_string() })
        })
        .collect();
    table.sort_by(|a, b| a.short.cmp(&b.short));
    table
}

/// Every file of the redirects, by its path: the same bytes whatever machine makes them.
pub fn files(redirects: &[Redirect], lang: &str) -> Vec<(String, String)> {
    let pages = redirects.iter().map(|redirect| (format!("{}/index.html", redirect.short), page(redirect, lang)));
    let tables =
        [("nginx.map", nginx(redirects)), ("_redirects", netlify(redirects)), ("redirects.csv", csv(redirects))];
    pages.chain(tables.map(|(name, text)| (name.to_owned(), text))).collect()
}

/// A page that goes on at once, and a link for those whose browser does not.
fn page(redirect: &Redirect, lang: &str) -> String {
    let [url, title, lang] = [&redirect.url, &redirect.title, lang].map(escaped);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n<link rel=\"canonical\" href=\"{url}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n<body>\n\
         <p><a href=\"{url}\">{title}</a></p>\n</body>\n</html>\n"
    )
}

/// A map for nginx, in quotes: `map $uri $short_link { include nginx.map; }`.
fn nginx(redirects: &[Redirect]) -> String {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "%24");
    redirects.iter().fold(String::new(), |mut text, redirect| {
        let _ = writeln!(text, "\"/{}\" \"{}\";", quoted(&redirect.short), quoted(&redirect.url));
        text
    })
}

/// The file of that name as Netlify and its kin read it. The address may change: the redirect is a temporary one.
fn netlify(redirects: &[Redirect]) -> String {
    redirects.iter().fold(String::new(), |mut text, redirect| {
        let _ = writeln!(text, "/{} {} 302", redirect.short, redirect.url);
        text
    })
}

fn csv(redirects: &[Redirect]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // What is written to is memory, and every row has three cells: nothing can fail.
    let _ = writer.write_record(["link", "url", "title"]);
    for Redirect { short, url, title } in redirects {
        let _ = writer.write_record([short, url, title]);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
