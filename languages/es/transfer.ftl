menu-title = Enviar dinero
menu-description = A alguien que ya has guardado
help = *send 50 to Ben* – dinero a alguien que ya has guardado
how-much = ¿Cuánto quieres enviar?
who = ¿A quién se lo envío?
