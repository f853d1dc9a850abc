menu-title = Saldos
menu-description = Lo que hay ahora en tus cuentas
help = *balance* – lo que hay en tus cuentas
no-accounts = No encuentro ninguna cuenta a tu nombre. Pregunta en tu oficina, por favor.
