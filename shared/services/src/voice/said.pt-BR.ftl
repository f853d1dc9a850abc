on-title = Ativar voz
on-description = Ouça também seus comprovantes em áudio
off-title = Desativar voz
off-description = Comprovantes só como texto
help = *ativar voz* ou *desativar voz* – comprovantes também em áudio
on-or-off = Diga *ativar voz* para ouvir seus comprovantes, ou *desativar voz* para receber só texto.
