//! Which system and which browser it is, read from what a browser says of itself in `User-Agent` (RFC 9110,
//! 10.1.5): families and major versions only, so that nobody is told from others by it.

use help_core::ticket::Device;

use crate::session::Session;

/// Families of systems by their mark; the first that is found counts, because most claim to be others too.
const SYSTEMS: [(&str, &str); 8] = [
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// Browsers by what stands before their version, in the same way.
const BROWSERS: [(&str, &str); 10] = [
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];

/// What a browser says of itself, in the shortest words that help.
pub fn device(user_agent: &str) -> Device {
    let system = SYSTEMS.iter().find(|it| user_agent.contains(it.0));
    let browser = BROWSERS.iter().find_map(|(mark, name)| {
        let (_, version) = user_agent.split_once(mark)?;
        let end = version.find(|it: char| !it.is_ascii_digit()).unwrap_or(version.len());
        let major = version.get(..end.min(4)).filter(|it| !it.is_empty())?;
        Some([name, " ", major].concat())
    });
    Device { os: system.map(|it| it.1.to_owned()), browser }
}

impl Session {
    /// The browser says what it is. Nothing of it is sent unless the person switches it on.
    pub fn device_is(&mut self, user_agent: &str) {
        self.device = device(user_agent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_and_major_versions_are_read_and_nothing_else() {
        let webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
        for (said, os, browser) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) W Chrome/156.0.7000.5 Safari/537.36",
                "Windows",
                "Chrome 156",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) W Chrome/156.0.0.0 Safari/537.36 Edg/156.0.1.2",
                "Windows",
                "Edge 156",
            ),
            (
                "Mozilla/5.0 (Linux; Android 16; Pixel 9) W Chrome/155.0.0.0 Mobile Safari/537.36",
                "Android",
                "Chrome 155",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) W Version/19.1 Mobile/15E148 Safari/604.1",
                "iOS",
                "Safari 19",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) W Version/26.0 Safari/605.1.15",
                "macOS",
                "Safari 26",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0",
                "Linux",
                "Firefox 152",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 16000.0.0) W Chrome/154.0.0.0 Safari/537.36",
                "ChromeOS",
                "Chrome 154",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) W SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile",
                "Android",
                "Samsung Internet 28",
            ),
        ] {
            let device = device(&said.replace(" W ", &[" ", webkit, " "].concat()));
            assert_eq!(
                (device.os.as_deref(), device.browser.as_deref()),
                (Some(os), Some(browser)),
                "{said}"
            );
        }
        for nothing in ["", "curl/8.1", "Chrome/", "Version/x"] {
            assert_eq!(device(nothing), Device::default(), "{nothing}");
        }
        assert_eq!(device("Firefox/123456789").browser.as_deref(), Some("Firefox 1234"));
    }
}
