menu = Hola, { $first_name }. ¿En qué puedo ayudarte? Elige de la lista o escribe lo que necesitas.
help-cancel = *cancel* – anular lo que aún no has confirmado
speaks-this = A partir de ahora te escribo en español; lo que aún no sé decir en español lo digo en inglés. Di *in English* o *em português* para otro idioma.
speak-this = ¿Quieres que te escriba en español?
yes-this = Sí, en español
dropped = De acuerdo, lo dejamos. No se ha hecho nada.
not-understood = Lo siento, no te he entendido. Puedo mostrarte tus saldos o ayudarte a enviar dinero. Prueba con "balance", "send 50 to Ben" o "menu".
something-broke = Perdona, algo ha fallado por nuestra parte. Inténtalo de nuevo en unos minutos.
passcode-wrong = Ese código no es correcto. { $tries ->
        [one] Te queda { $tries } intento.
       *[other] Te quedan { $tries } intentos.
    }
blocked =
    Hecho. He bloqueado tus tarjetas y este chat, y he anulado todo lo que estaba pendiente. Ya no se puede enviar nada desde aquí.

    Llama ahora al banco, { $telephone }, desde cualquier teléfono, o pasa por una oficina: solo ellos pueden reactivarlo, cuando sepan que eres tú.
