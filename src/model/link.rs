//! The address behind a card: a full one, or a short one under the kit's base.

use crate::diag::Say;
use crate::say;

/// Why a link cannot be used, and the next step.
pub(super) struct Refused {
    pub(super) message: Say,
    pub(super) hint: Say,
}

fn has_scheme(link: &str) -> bool {
    link.contains("://") || link.starts_with("mailto:") || link.starts_with("www.")
}

/// Checks that `address` is a full web address: http or https, a host, nothing that ends an address in running text.
pub(super) fn check_full(address: &str) -> Result<(), Refused> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let whole = !address.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'));
    match host {
        Some(host) if whole && !host.is_empty() && !host.starts_with('.') => Ok(()),
        _ => Err(Refused {
            message: say!("« {address} » n’est pas une adresse web", "“{address}” is not a web address"),
            hint: say!(
                "une adresse commence par https:// et n’a pas d’espace",
                "an address starts with https:// and has no space"
            ),
        }),
    }
}

/// The address of a link: itself if it is a full one, else the link after `base`, a slash between them where neither
/// brings a separator.
pub(super) fn resolve(link: &str, base: Option<&str>) -> Result<String, Refused> {
    if has_scheme(link) {
        return check_full(link).map(|()| link.to_owned());
    }
    if link.is_empty() || !link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte)) {
        return Err(Refused {
            message: say!("« {link} » n’est pas un lien court", "“{link}” is not a short link"),
            hint: say!(
                "un lien court n’a que des lettres sans accent, des chiffres, - _ . ~ et /",
                "a short link has only plain letters, digits, - _ . ~ and /"
            ),
        });
    }
    match base {
        None => Err(Refused {
            message: say!(
                "le lien court « {link} » n’a pas d’adresse de base",
                "the short link “{link}” has no base address"
            ),
            hint: say!(
                "ajoutez au kit.yaml « links: {{ base: https://… }} », ou écrivez l’adresse entière",
                "add “links: {{ base: https://… }}” to kit.yaml, or write the full address"
            ),
        }),
        Some(base) if base.ends_with(['/', '=', '#', '?']) => Ok(format!("{base}{link}")),
        Some(base) => Ok(format!("{base}/{link}")),
    }
}
