//! Which language to speak, before anything else is understood: even a complaint about the arguments is in it.

use std::ffi::OsString;

use crate::lang::Lang;

/// What `--lang` says, or else what the locale says.
pub(super) fn chosen(arguments: &[OsString]) -> Lang {
    asked_for(arguments).unwrap_or_else(|| from_locale(|name| std::env::var(name).ok()))
}

fn asked_for(arguments: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = arguments.iter().map(|word| word.to_str().unwrap_or_default()).collect();
    let apart = words.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    apart.chain(joined).find_map(|tag| tag.parse().ok())
}

/// `LC_ALL`, `LC_MESSAGES` and `LANG` in this order, as POSIX has it; where none is set, what the system prefers.
fn from_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    set.or_else(sys_locale::get_locale).map_or(Lang::En, |locale| Lang::from_locale(&locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(words: &[&str]) -> Option<Lang> {
        asked_for(&words.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_option_is_found_wherever_it_stands() {
        assert_eq!(asked(&["tegami", "--lang", "ja", "list"]), Some(Lang::Ja));
        assert_eq!(asked(&["tegami", "list", "--lang=en"]), Some(Lang::En));
        assert_eq!(asked(&["tegami", "list", "--lang", "xx"]), None);
        assert_eq!(asked(&["tegami", "--lang"]), None);
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let with = |all: &'static str, lang: &'static str| {
            from_locale(move |name| match name {
                "LC_ALL" => Some(all.to_owned()),
                "LANG" => Some(lang.to_owned()),
                _ => None,
            })
        };
        assert_eq!(with("", "ja_JP.UTF-8"), Lang::Ja);
        assert_eq!(with("C.UTF-8", "ja_JP.UTF-8"), Lang::En);
        assert_eq!(with("ja_JP", "en_US.UTF-8"), Lang::Ja);
    }
}
