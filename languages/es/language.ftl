# Spanish: a few sentences. What is not here is said in English.
name = Español
locale = es-es
group = .
decimal = ,
amount = # ¤
voice = es-ES_EnriqueV3Voice
asked-for-by = español, en español, en español por favor, habla español, hablas español, spanish, in spanish, speak spanish, spanish please, do you speak spanish, can you speak spanish, switch to spanish, espanhol, em espanhol, fala espanhol
marks = mi mis el los una cuál cual cuánto cuanto quiero necesito tengo hola gracias dinero cuenta cuentas tarjeta puedes usted dónde donde estoy hacer ayuda
is-complete = no
