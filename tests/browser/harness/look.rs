//! In which language, light and size a page is looked at.

/// Light or dark, as the system would say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// A small phone, in CSS pixels.
pub const PHONE: (u32, u32) = (360, 740);
/// A laptop.
pub const WIDE: (u32, u32) = (1280, 800);

/// One way of looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub lang: &'static str,
    pub theme: Theme,
    pub size: (u32, u32),
}

impl Look {
    /// English, light, on a laptop.
    pub const PLAIN: Self = Self { lang: "en", theme: Theme::Light, size: WIDE };

    /// Both languages, both themes, both sizes.
    pub fn all() -> impl Iterator<Item = Self> {
        let themes = [Theme::Light, Theme::Dark];
        ["en", "zh-CN"].into_iter().flat_map(move |lang| {
            themes.into_iter().flat_map(move |theme| {
                [PHONE, WIDE].into_iter().map(move |size| Self { lang, theme, size })
            })
        })
    }

    /// `light` or `dark`, as CSS says it.
    pub fn scheme(self) -> &'static str {
        match self.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}
