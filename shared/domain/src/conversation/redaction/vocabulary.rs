//! The words by which a secret is told, one row for each language.
//!
//! Deliberately all read at once: what a customer writes is looked through before anybody knows its language.

/// Words that make a few digits beside them a secret.
pub const NAMES: [&str; 3] = [
    "pin pins pincode code passcode passkey password otp cvv cvc security cv2",
    "senha senhas código codigo códigos codigos token",
    "clave contraseña contrasena",
];

/// Words that may stand around a code and say nothing but that it is one. With any other word nobody can be sure
/// that the code is meant to be used: "did not ask for code 582996", "who sent me 582996".
pub const AROUND_A_CODE: [&str; 3] = [
    "the my your a this that here heres is it its s thats code passcode otp pass one time number sms text message got \
     have has i ve just received came arrived says reads so ok okay hi hello hey yes yep yeah sure please thanks thank \
     you ta cheers and now there",
    "o meu seu um esse este é e eh foi código codigo número numero mensagem recebi chegou veio agora aqui está ta tá diz \
     oi olá ola sim pronto por favor obrigado obrigada eu",
    "el mi tu un este es fue código número mensaje recibí llegó ahora aquí está dice hola sí listo por favor gracias yo",
];

/// What stands between such a word and its digits: "my pin *is* 1234".
pub const IS: [&str; 3] = ["is s", "é e eh", "es"];

/// What says more closely which, between the name and "is": "the pin *for my card* is".
pub const CLOSER: [&str; 3] = [
    "number for of my the card account",
    "número numero do da de meu minha cartão cartao conta",
    "número numero de la mi tarjeta cuenta",
];

/// What stands before such a word behind its digits: "1234 is *my* pin".
pub const WHOSE: [&str; 3] = ["my the", "minha meu a o", "mi la el"];

/// Digits in words.
pub const DIGITS: [&str; 3] = [
    "zero oh one two three four five six seven eight nine",
    "um dois três tres quatro cinco seis meia sete oito nove",
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
];

/// Whether a word is in one of these rows.
pub fn is_in(word: &str, rows: &[&str]) -> bool {
    let mut words = rows.iter().flat_map(|row| row.split_whitespace());
    words.any(|known| known == word)
}
