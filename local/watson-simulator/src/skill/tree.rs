//! The nodes of a dialog in their order, which the export hides in a linked list.

use std::collections::{HashMap, HashSet};

use super::{Node, NodeKind};

/// All nodes, by id and by parent.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: HashMap<String, Node>,
    /// The root nodes stand under the empty name.
    children: HashMap<String, Vec<String>>,
}

impl Tree {
    /// Orders `nodes`. Broken links are reported, and their nodes put last.
    pub(super) fn new(nodes: Vec<Node>, problems: &mut Vec<String>) -> Self {
        let mut groups: HashMap<String, Vec<&Node>> = HashMap::new();
        let mut ids: HashSet<&str> = HashSet::new();
        for node in &nodes {
            if !ids.insert(&node.id) {
                problems.push(format!("node {}: there are two of this name", node.id));
            }
        }
        for node in &nodes {
            if node
                .parent
                .as_deref()
                .is_some_and(|parent| !ids.contains(parent))
            {
                problems.push(format!("node {}: its parent does not exist", node.id));
            }
            groups
                .entry(node.parent.clone().unwrap_or_default())
                .or_default()
                .push(node);
        }
        let children = groups
            .into_iter()
            .map(|(parent, group)| (parent, ordered(&group, problems)));
        let children = children.collect();
        let nodes = nodes
            .into_iter()
            .map(|node| (node.id.clone(), node))
            .collect();
        Self { nodes, children }
    }

    /// The node of this id.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// All nodes, in no order.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.values()
    }

    /// The root nodes, folders included, in order.
    pub fn roots(&self) -> impl Iterator<Item = &Node> {
        self.group(None)
    }

    /// The children of a node of every kind, in order.
    pub fn children<'t>(&'t self, parent: &str) -> impl Iterator<Item = &'t Node> + use<'t> {
        self.group(Some(parent))
    }

    /// The node itself and the siblings behind it.
    pub fn from_here<'t>(&'t self, id: &str) -> impl Iterator<Item = &'t Node> + use<'t> {
        let id = id.to_owned();
        let parent = self.node(&id).and_then(|node| node.parent.as_deref());
        self.group(parent).skip_while(move |node| node.id != id)
    }

    /// The folder a root node lies in, at any depth.
    #[must_use]
    pub fn folder_of(&self, node: &Node) -> Option<&Node> {
        self.node(node.parent.as_deref()?)
            .filter(|parent| parent.kind == NodeKind::Folder)
    }

    fn group(&self, parent: Option<&str>) -> impl Iterator<Item = &Node> + use<'_> {
        self.children
            .get(parent.unwrap_or_default())
            .into_iter()
            .flatten()
            .filter_map(|id| self.nodes.get(id))
    }
}

/// Follows the links from the node without a predecessor.
fn ordered(group: &[&Node], problems: &mut Vec<String>) -> Vec<String> {
    let mut followers: HashMap<Option<&str>, Vec<&str>> = HashMap::new();
    for node in group {
        followers
            .entry(node.previous_sibling.as_deref())
            .or_default()
            .push(&node.id);
    }
    for (link, beside) in &followers {
        if let [one, others @ ..] = &beside[..]
            && !others.is_empty()
        {
            let link = link.map_or("nothing".to_owned(), |link| format!("node {link}"));
            problems.push(format!(
                "node {one}: follows {link}, and so do {}",
                others.join(", ")
            ));
        }
    }
    let mut order: Vec<&str> = followers.remove(&None).unwrap_or_default();
    let mut position = 0;
    while let Some(id) = order.get(position) {
        order.extend(followers.remove(&Some(*id)).unwrap_or_default());
        position = position.saturating_add(1);
    }
    let beside: HashSet<&str> = group.iter().map(|node| node.id.as_str()).collect();
    for (link, lost) in followers {
        let link = link.unwrap_or_default();
        let what = if beside.contains(link) {
            "in a circle"
        } else {
            "which is not beside it"
        };
        problems.extend(
            lost.iter()
                .map(|id| format!("node {id}: follows {link}, {what}")),
        );
        order.extend(lost);
    }
    order.into_iter().map(str::to_owned).collect()
}
