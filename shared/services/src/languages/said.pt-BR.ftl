menu-title = Idioma
help = *in English* ou *en español* – outro idioma
which = Em que idioma devo escrever para você?
