//! Everything the simulator remembers, in memory and bounded.
//!
//! Deliberately no locking and no waiting here: `simulator` holds the lock and wakes those who wait.

use std::collections::{HashMap, VecDeque};

use crate::conversation::Conversation;
use crate::media::MediaStore;
use crate::rates::Throughput;
use crate::{Config, Phone};

/// How many customers are remembered; the one silent for longest is forgotten first.
const MAX_CONVERSATIONS: usize = 10_000;

/// How many of the customers' message ids are remembered, so that the bank can mark them read.
const MAX_SENDERS: usize = 100_000;

/// See the module.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) media: MediaStore,
    pub(crate) throughput: Throughput,
    conversations: HashMap<Phone, Conversation>,
    phones: HashMap<String, Phone>,
    profiles: HashMap<Phone, String>,
    senders: HashMap<String, Phone>,
    message_ids: VecDeque<String>,
    wiped_at_version: u64,
}

impl State {
    pub(crate) fn new(config: &Config) -> Self {
        let mut state = Self::default();
        for (phone, name) in &config.profiles {
            if let Some(phone) = Phone::parse(phone) {
                state.name(phone, name.clone());
            }
        }
        state
    }

    /// Gives a customer a profile name.
    pub(crate) fn name(&mut self, phone: Phone, name: String) {
        self.phones.insert(phone.user_id(), phone.clone());
        self.profiles.insert(phone, name);
    }

    pub(crate) fn profile_name(&self, phone: &Phone) -> String {
        self.profiles
            .get(phone)
            .cloned()
            .unwrap_or_else(|| phone.made_up_name())
    }

    /// The phone behind a business-scoped user id, if it ever had to do with the bank.
    pub(crate) fn phone_of(&self, user_id: &str) -> Option<Phone> {
        self.phones.get(user_id).cloned()
    }

    /// The chat with a customer, begun if there is none.
    pub(crate) fn conversation(&mut self, phone: &Phone, now_ms: u64) -> &mut Conversation {
        if !self.conversations.contains_key(phone) {
            self.make_room();
            self.phones.insert(phone.user_id(), phone.clone());
        }
        let conversation = self.conversations.entry(phone.clone()).or_default();
        conversation.touched_ms = now_ms;
        conversation
    }

    pub(crate) fn existing(&self, phone: &Phone) -> Option<&Conversation> {
        self.conversations.get(phone)
    }

    /// Remembers who said the message with this id.
    pub(crate) fn note_sender(&mut self, message_id: &str, phone: &Phone) {
        if self
            .senders
            .insert(message_id.to_owned(), phone.clone())
            .is_none()
        {
            self.message_ids.push_back(message_id.to_owned());
        }
        if self.message_ids.len() > MAX_SENDERS
            && let Some(oldest) = self.message_ids.pop_front()
        {
            self.senders.remove(&oldest);
        }
    }

    /// The customer who said the message with this id.
    pub(crate) fn sender_of(&self, message_id: &str) -> Option<Phone> {
        self.senders.get(message_id).cloned()
    }

    /// The version of a chat, which is at least that of the last wipe.
    pub(crate) fn version(&self, phone: &Phone) -> u64 {
        let own = self
            .existing(phone)
            .map_or(0, |conversation| conversation.version);
        own.max(self.wiped_at_version)
    }

    /// Forgets chats and media; names stay.
    pub(crate) fn wipe(&mut self, version: u64) {
        self.conversations.values_mut().for_each(Conversation::wipe);
        self.media = MediaStore::default();
        self.throughput = Throughput::default();
        self.senders.clear();
        self.message_ids.clear();
        self.wiped_at_version = version;
    }

    fn make_room(&mut self) {
        if self.conversations.len() < MAX_CONVERSATIONS {
            return;
        }
        let silent = self
            .conversations
            .iter()
            .min_by_key(|(_, conversation)| conversation.touched_ms);
        if let Some(phone) = silent.map(|(phone, _)| phone.clone()) {
            self.conversations.remove(&phone);
            if !self.profiles.contains_key(&phone) {
                self.phones.remove(&phone.user_id());
            }
        }
    }
}
