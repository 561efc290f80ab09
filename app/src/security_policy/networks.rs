//! Networks as people write them, and whether an address is in one of them.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv6Net};

use super::model::{MOST_NETWORKS, NetworkRules};

/// What is wrong with a list of networks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// This is neither an address nor a network.
    NoNetwork(String),
    /// This one is so wide that it forbids nothing.
    TooWide(String),
    /// There are more than [`MOST_NETWORKS`].
    TooMany,
}

/// Reads a list: addresses and networks, with anything between that people put there. An IPv6 address stands for its network of 64 bits, since
/// providers give no less to one place.
///
/// # Errors
/// The first [`Mistake`].
pub fn read(typed: &str) -> Result<String, Mistake> {
    let mut all: Vec<IpNet> = Vec::new();
    for word in typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty()) {
        let wrong = || Mistake::NoNetwork(word.chars().take(60).collect());
        let network = parse(word).ok_or_else(wrong)?;
        let widest = if matches!(network, IpNet::V4(_)) { 8 } else { 16 };
        if network.prefix_len() < widest || network.addr().is_unspecified() {
            return Err(Mistake::TooWide(word.to_owned()));
        }
        if !all.contains(&network) {
            all.push(network);
        }
    }
    if all.len() > MOST_NETWORKS {
        return Err(Mistake::TooMany);
    }
    Ok(all.iter().map(in_words).collect::<Vec<_>>().join(" "))
}

/// A network, or an address as the network that it stands for.
fn parse(word: &str) -> Option<IpNet> {
    let network = match word.parse::<IpAddr>() {
        Ok(address) => IpNet::from(address.to_canonical()),
        Err(_) => word.parse::<IpNet>().ok()?,
    };
    Some(match network {
        IpNet::V6(v6) if v6.prefix_len() > 64 => IpNet::V6(Ipv6Net::new(v6.addr(), 64).ok()?.trunc()),
        other => other.trunc(),
    })
}

/// A single address without its length.
fn in_words(network: &IpNet) -> String {
    if network.prefix_len() == network.max_prefix_len() { network.addr().to_string() } else { network.to_string() }
}

/// Whether somebody may not work from here: there are networks, and theirs (as `lockout::service::network_of` writes it) is in none of them. What can't be
/// read is in none.
#[must_use]
pub fn is_outside(rules: &NetworkRules, administrator: bool, here: &str) -> bool {
    if rules.list.is_empty() || (administrator && !rules.administrators_too) {
        return false;
    }
    let Some(here) = parse(here) else { return true };
    !rules.list.split_whitespace().filter_map(parse).any(|allowed| allowed.contains(&here))
}

#[cfg(test)]
mod tests {
    use super::{Mistake, is_outside, read};
    use crate::security_policy::model::NetworkRules;

    #[test]
    fn networks_are_read_as_people_write_them_and_written_one_way() {
        for (typed, kept) in [
            ("", ""),
            (" 203.0.113.7 ", "203.0.113.7"),
            ("203.0.113.7/32", "203.0.113.7"),
            ("203.0.113.7/24, 198.51.100.0/25;\r\n203.0.113.0/24", "203.0.113.0/24 198.51.100.0/25"),
            ("2001:DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::/64\n2001:db8:1::/48", "2001:db8:1:2::/64 2001:db8:1::/48"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(kept), "{typed}");
        }
        for wrong in ["203.0.113.300", "203.0.113", "office", "203.0.113.0/33", "https://example.com", "203.0.113.1-203.0.113.9"] {
            assert_eq!(read(&format!("198.51.100.7 {wrong}")), Err(Mistake::NoNetwork(wrong.to_owned())));
        }
        for wide in ["0.0.0.0/0", "0.0.0.0", "10.0.0.0/7", "::/0"] {
            assert_eq!(read(wide), Err(Mistake::TooWide(wide.to_owned())));
        }
        let many: Vec<String> = (0..51).map(|n| format!("203.0.113.{n}")).collect();
        assert_eq!(read(&many.join("\n")), Err(Mistake::TooMany));
    }

    #[test]
    fn inside_is_in_any_of_them_and_what_cannot_be_read_is_outside() {
        let rules = |list: &str, administrators_too| NetworkRules { list: list.to_owned(), administrators_too };
        let office = rules("203.0.113.0/24 2001:db8:1::/48", false);
        for (here, outside) in [
            ("203.0.113.255", false),
            ("203.0.114.1", true),
            ("2001:db8:1:ffff::/64", false),
            ("2001:db8:2:1::/64", true),
            ("", true),
            ("operator", true),
        ] {
            assert_eq!(is_outside(&office, false, here), outside, "{here}");
            assert!(!is_outside(&office, true, here), "administrators may from anywhere: {here}");
            assert_eq!(is_outside(&rules(&office.list, true), true, here), outside, "unless they are meant too: {here}");
            assert!(!is_outside(&rules("", true), false, here), "without networks from anywhere: {here}");
        }
    }
}
