# Knowing that it is really the bank.

menu-title = Is this my bank?
menu-description = How to tell that it is really us
help = *is this my bank?* – how to tell that it is really us
how-to-tell =
    Good question. Here is how to tell:
    • The only links I send begin with { $link_url }
    • That page shows the safety phrase you chose with the bank. If it's missing or wrong, close the page. I never say the phrase in this chat.
    • I never ask for your PIN here, and nobody from the bank calls you for a code.

    In doubt, say *block* and call us on { $telephone }.
