//! Lets containers that `sam local` starts reach the running bank.
//!
//! The bank listens on loopback only, and a container has a loopback of its own. While a bridge is
//! open, the same ports answer on the address this machine has on Docker's bridge network, which only
//! containers of this machine can reach. Nothing else changes; closing it takes the ports away.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use anyhow::Context;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;
use tokio::task::JoinSet;

/// An open bridge; dropping it closes it.
pub struct Bridge {
    gateway: IpAddr,
    _relays: JoinSet<()>,
}

impl Bridge {
    /// Opens these loopback ports to containers.
    pub async fn open(ports: &[u16]) -> anyhow::Result<Self> {
        let gateway = gateway().await?;
        let mut relays = JoinSet::new();
        for port in ports {
            let listener = TcpListener::bind(SocketAddr::new(gateway, *port)).await;
            let listener = listener.with_context(|| format!("{gateway}:{port} is taken"))?;
            relays.spawn(relay(listener, *port));
        }
        Ok(Self {
            gateway,
            _relays: relays,
        })
    }

    /// This machine's address as containers see it.
    #[must_use]
    pub const fn gateway(&self) -> IpAddr {
        self.gateway
    }
}

/// Docker's default bridge network knows the address. Before its first container it may name only
/// the subnet; the gateway is then the subnet's first address, as Docker assigns it.
async fn gateway() -> anyhow::Result<IpAddr> {
    let format = "{{range .IPAM.Config}}{{.Gateway}} {{.Subnet}}{{end}}";
    let inspect = ["network", "inspect", "bridge", "--format", format];
    let output = Command::new("docker").args(inspect).output().await;
    let output = output.context("Docker is not installed; `sam local` needs it")?;
    let text = String::from_utf8(output.stdout)?;
    let found = text.split_whitespace().find_map(address);
    found.context("Docker has no bridge network; is its daemon running?")
}

fn address(text: &str) -> Option<IpAddr> {
    let Some((network, _)) = text.split_once('/') else {
        return text.parse().ok();
    };
    let network: Ipv4Addr = network.parse().ok()?;
    let first = u32::from(network).checked_add(1)?;
    Some(IpAddr::V4(Ipv4Addr::from(first)))
}

async fn relay(listener: TcpListener, port: u16) {
    let mut connections = JoinSet::new();
    while let Ok((mut container, _)) = listener.accept().await {
        connections.spawn(async move {
            if let Ok(mut bank) = TcpStream::connect(("127.0.0.1", port)).await {
                // Either side may hang up at any time; the other then sees it.
                let _ = tokio::io::copy_bidirectional(&mut container, &mut bank).await;
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gateway_is_named_or_is_the_first_address_of_the_subnet() {
        let expected = Some("172.17.0.1".parse().unwrap());
        assert_eq!(address("172.17.0.1"), expected);
        assert_eq!(address("172.17.0.0/16"), expected);
        assert_eq!(address("nonsense"), None);
    }
}
