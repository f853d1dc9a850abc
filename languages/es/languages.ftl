menu-title = Idioma
help = *in English* o *em português* – otro idioma
which = ¿En qué idioma te escribo?
