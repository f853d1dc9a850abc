//! Conversations as transcripts: what the customer says, what the bank answers.
//!
//! The real handler, the real skill on the Watson simulator, the real tables on the embedded engine.
//! The workflow does not run here: where one is started, the transcript says so in brackets.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod chat;

use chat::Chat;
use insta::assert_snapshot;
use testkit::services::Fault;

#[tokio::test]
async fn a_greeting_gets_the_menu() {
    let mut chat = Chat::with_ana().await;
    assert_snapshot!(chat.says("hi").await, @"Hello Ana, how can I help? Choose from the list, or just type what you need.");
}

#[tokio::test]
async fn a_balance_is_told_account_by_account() {
    let mut chat = Chat::with_ana().await;
    assert_snapshot!(chat.says("what's my balance?").await, @r"
    Current account ••0101: *£2,450.00*
    Savings account ••0102: *£8,000.00*
    ");
}

#[tokio::test]
async fn a_transfer_in_one_sentence_is_sealed() {
    let mut chat = Chat::with_ana().await;
    assert_snapshot!(chat.says("send 50 to Ben").await, @"[confirm £50.00 to Ben Carter]");
    assert_snapshot!(chat.says("pay ben carter £12.50").await, @"[confirm £12.50 to Ben Carter]");
}

#[tokio::test]
async fn amount_and_payee_are_asked_for_one_at_a_time() {
    let mut chat = Chat::with_ana().await;
    assert_snapshot!(chat.says("I want to send money").await, @"How much would you like to send?");
    assert_snapshot!(chat.says("50").await, @"Who should it go to?");
    assert_snapshot!(chat.says("Ben").await, @"[confirm £50.00 to Ben Carter]");
}

#[tokio::test]
async fn a_balance_asked_for_in_the_middle_does_not_lose_the_transfer() {
    let mut chat = Chat::with_ana().await;
    chat.says("send money").await;
    assert_snapshot!(chat.says("what's my balance?").await, @r"
    Current account ••0101: *£2,450.00*
    Savings account ••0102: *£8,000.00*

    How much would you like to send?
    ");
    chat.says("20").await;
    assert_snapshot!(chat.says("City Power").await, @"[confirm £20.00 to City Power]");
}

#[tokio::test]
async fn amounts_that_cannot_be_sent_are_refused_in_words() {
    let mut chat = Chat::with_ana().await;
    assert_snapshot!(chat.says("send 0 to Ben").await, @"I can't send nothing. Please ask again with an amount, like *send 50 to Ben*.");
    assert_snapshot!(chat.says("send -5 to Ben").await, @"I can only send amounts above zero.");
    assert_snapshot!(chat.says("send 50.005 to Ben").await, @"That amount has too many decimals: pence are the smallest I can send, like 12.50.");
    assert_snapshot!(chat.says("send 99999 to Ben").await, @"£99,999.00 is more than I can send in one go: the most is £10,000.00. Nothing was sent or held.");
    assert_snapshot!(chat.says("send 50 to Zoe").await, @"You have no payee called Zoe. You can send to: Ben Carter, City Power.");
}

#[tokio::test]
async fn a_correction_replaces_what_was_said() {
    let mut chat = Chat::with_ana().await;
    assert_snapshot!(chat.says("send 40").await, @"Who should it go to?");
    assert_snapshot!(chat.says("no, 110").await, @"Who should it go to?");
    assert_snapshot!(chat.says("make it 120 please").await, @"Who should it go to?");
    assert_snapshot!(chat.says("Ben").await, @"[confirm £120.00 to Ben Carter]");
    chat.says("send 40").await;
    assert_snapshot!(chat.says("send 25 to Ben").await, @"[confirm £25.00 to Ben Carter]");
}

#[tokio::test]
async fn an_unclear_answer_is_asked_again_in_other_words() {
    let mut chat = Chat::with_ana().await;
    chat.says("transfer").await;
    assert_snapshot!(chat.says("lots and lots").await, @"I need an amount, such as 50 or £12.50. How much would you like to send?");
    assert_snapshot!(chat.says("12.50").await, @"Who should it go to?");
    assert_snapshot!(chat.says("what did you say").await, @"Who should it go to?");
    assert_snapshot!(chat.says("thanks").await, @r"
    You're welcome.

    Who should it go to?
    ");
    assert_snapshot!(chat.says("City Power").await, @"[confirm £12.50 to City Power]");
}

#[tokio::test]
async fn cancelling_drops_what_was_asked() {
    let mut chat = Chat::with_ana().await;
    chat.says("send 40").await;
    assert_snapshot!(chat.says("actually forget it").await, @"All right, I've dropped that. Nothing was done.");
    assert_snapshot!(chat.says("Ben").await, @r#"I'm sorry, I didn't understand that. I can show your balances or help you send money. Try "balance", "send 50 to Ben" or "menu"."#);
}

#[tokio::test]
async fn cancelling_with_nothing_open_says_so() {
    let mut chat = Chat::with_ana().await;
    assert_snapshot!(chat.says("cancel").await, @"There's nothing waiting to be confirmed, so nothing to cancel.");
}

#[tokio::test]
async fn voice_is_turned_on_and_off() {
    let mut chat = Chat::with_ana().await;
    assert_snapshot!(chat.says("voice on").await, @"Voice is on: your receipts will also come as a voice note. Say *voice off* to stop.");
    assert_snapshot!(chat.says("voice off").await, @"Voice is off: receipts come as text only.");
}

#[tokio::test]
async fn without_watson_the_short_requests_still_work_and_the_customer_is_told_once() {
    let mut chat = Chat::with_ana().await;
    chat.watson_goes_away();
    assert_snapshot!(chat.says("balance").await, @r"
    I understand a little less than usual just now, but short requests still work: *balance*, *send 50 to Ben*, *cancel*, *menu*.

    Current account ••0101: *£2,450.00*
    Savings account ••0102: *£8,000.00*
    ");
    assert_snapshot!(chat.says("send 50 to Ben").await, @"[confirm £50.00 to Ben Carter]");
    assert_snapshot!(chat.says("tell me a story").await, @"Hello Ana, how can I help? Choose from the list, or just type what you need.");
}

#[tokio::test]
async fn accounts_being_away_makes_the_message_come_again_and_then_answers_it() {
    let mut chat = Chat::with_ana().await;
    chat.fails("Invoke", Fault::Status(500));
    assert_snapshot!(chat.says("balance").await, @"[comes again]");
    chat.mends("Invoke");
    assert_snapshot!(chat.says("balance").await, @r"
    Current account ••0101: *£2,450.00*
    Savings account ••0102: *£8,000.00*
    ");
}
