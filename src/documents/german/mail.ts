// German beside the English: what is said about mail servers, mailboxes, payment providers and webhooks.

import type { Catalogue } from '../../core/tongue.ts'

export const mail: Catalogue = {
  '{address} is not an email address.': '{address} ist keine E-Mail-Adresse.',
  'Correct it; it looks like name@domain.': 'Korrigieren Sie sie; sie sieht aus wie name@domain.',
  'Nobody answered what stands under {name} ({code}).': 'Auf die Frage nach {name} kam keine Antwort ({code}).',
  'Is this computer on the internet? Try again then.':
    'Ist dieser Rechner im Internet? Versuchen Sie es dann noch einmal.',
  '{name} is there already and says something else.': '{name} gibt es schon, und es steht etwas anderes darin.',
  'The folder {folder} cannot be opened.': 'Der Ordner {folder} lässt sich nicht öffnen.',
  'Check its name.': 'Prüfen Sie seinen Namen.',
  'The mail server takes no copy into {folder}.': 'Der Mailserver nimmt keine Kopie in {folder} an.',
  'Check the folder’s rights.': 'Prüfen Sie die Rechte des Ordners.',
  '{host} is not the name of a mail server.': '{host} ist kein Name eines Mailservers.',
  'Give a name such as imap.example.com.': 'Geben Sie einen Namen wie imap.example.com an.',
  '{port} is not a port.': '{port} ist kein Port.',
  'Use 993 with tls, or 143 with starttls.': 'Nehmen Sie 993 mit tls oder 143 mit starttls.',
  'The mailbox at {host} would be read unencrypted.': 'Das Postfach bei {host} würde unverschlüsselt gelesen.',
  'Set imap.security to tls or starttls; none is only for a server on this same machine.':
    'Setzen Sie imap.security auf tls oder starttls; none ist nur für einen Server auf diesem Rechner.',
  'A mailbox needs a user and a password or an access token.':
    'Ein Postfach braucht einen Benutzer und ein Passwort oder ein Zugangstoken.',
  'Set them: ./dunwell settings set imap.user=ada imap.password=… (or sign in: ./dunwell mail sign-in microsoft)':
    'Geben Sie beides an: ./dunwell settings set imap.user=ada imap.password=… (oder melden Sie sich an: ./dunwell mail sign-in microsoft)',
  'Check the user and the password; many providers want a password made for programs, or a fresh token.':
    'Prüfen Sie Benutzer und Passwort; viele Anbieter verlangen ein eigenes Passwort für Programme oder ein frisches Token.',
  'Check the name, the port and the kind of security.': 'Prüfen Sie Name, Port und Art der Verschlüsselung.',
  'Check the name and the port, and whether a firewall is in between; then fetch again.':
    'Prüfen Sie Name und Port und ob eine Firewall dazwischen steht; rufen Sie dann noch einmal ab.',
  'Sending was stopped before this message was handed over.':
    'Der Versand wurde angehalten, bevor diese Nachricht übergeben war.',
  'Give a name such as smtp.example.com.': 'Geben Sie einen Namen wie smtp.example.com an.',
  'Use 587 with starttls, or 465 with tls.': 'Nehmen Sie 587 mit starttls oder 465 mit tls.',
  'Mail to {host} would travel unencrypted.': 'Die Post an {host} ginge unverschlüsselt hinaus.',
  'Set the security to starttls or tls; none is only for a server on this same machine.':
    'Wählen Sie starttls oder tls; none ist nur für einen Server auf diesem Rechner.',
  'There is a password but no user name.': 'Es gibt ein Passwort, aber keinen Benutzernamen.',
  'There is a user name but no password.': 'Es gibt einen Benutzernamen, aber kein Passwort.',
  'Give a user name with a password or a token, or none of them.':
    'Geben Sie einen Benutzernamen mit Passwort oder Token an, oder nichts davon.',
  'Check the user name and the password; many providers want a password made for programs, or a fresh token.':
    'Prüfen Sie Benutzername und Passwort; viele Anbieter verlangen ein eigenes Passwort für Programme oder ein frisches Token.',
  'Check the name of the mail server.': 'Prüfen Sie den Namen des Mailservers.',
  'Check the name, the port and the kind of security; give the authority of a server that has its own.':
    'Prüfen Sie Name, Port und Art der Verschlüsselung; hat der Server eine eigene Zertifizierungsstelle, geben Sie sie an.',
  'Check the name and the port, and whether a firewall is in between.':
    'Prüfen Sie Name und Port und ob eine Firewall dazwischen steht.',
  'Stripe cannot take {amountMinor} exactly.': 'Stripe kann {amountMinor} nicht genau annehmen.',
  'Pay it by bank transfer.': 'Zahlen Sie per Überweisung.',
  'This checkout is over already.': 'Diese Bezahlseite ist schon abgeschlossen.',
  'Open the payment link again.': 'Öffnen Sie den Zahlungslink noch einmal.',
  'Stripe does not take the key: {says}': 'Stripe nimmt den Schlüssel nicht an: {says}',
  'Enter it again: ./dunwell pay setup stripe. A restricted key needs to write Checkout Sessions and to read PaymentIntents, Charges and Balance.':
    'Geben Sie ihn neu ein: ./dunwell pay setup stripe. Ein eingeschränkter Schlüssel muss Checkout Sessions schreiben und PaymentIntents, Charges und Balance lesen dürfen.',
  'Stripe cannot be reached just now.': 'Stripe ist gerade nicht zu erreichen.',
  'Stripe asks for patience.': 'Stripe bittet um Geduld.',
  'Try again in a minute.': 'Versuchen Sie es in einer Minute noch einmal.',
  'Stripe does not take it: {says}': 'Stripe nimmt das nicht an: {says}',
  'Pay by bank transfer instead.': 'Zahlen Sie stattdessen per Überweisung.',
  '{text} is no address of a webhook.': '{text} ist keine Adresse eines Webhooks.',
  'Use https://host/path.': 'Schreiben Sie https://host/pfad.',
  'The address holds a password.': 'Die Adresse enthält ein Passwort.',
  'Leave it out: every delivery is signed with a secret of its own.':
    'Lassen Sie es weg: Jede Zustellung ist mit einem eigenen Geheimnis unterschrieben.',
  'What goes to {host} would travel unencrypted.': 'Was an {host} geht, wäre unverschlüsselt unterwegs.',
  'Use https, or allow it: ./dunwell settings set webhooks.http=true':
    'Nehmen Sie https, oder erlauben Sie es: ./dunwell settings set webhooks.http=true',
  '{host} is on this machine or in a private network.': '{host} liegt auf diesem Rechner oder in einem privaten Netz.',
  'Use an address of the internet, or allow it: ./dunwell settings set webhooks.privateAddresses=true':
    'Nehmen Sie eine Adresse im Internet, oder erlauben Sie es: ./dunwell settings set webhooks.privateAddresses=true',
  'In rehearsal nothing leaves this machine.': 'In der Probe verlässt nichts diesen Rechner.',
  'No answer in {value} seconds.': 'Keine Antwort in {value} Sekunden.',
  'That is no secret key of Stripe.': 'Das ist kein geheimer Schlüssel von Stripe.',
  'It begins with sk_live_, rk_live_, sk_test_ or rk_test_; a key with pk_ is the public one.':
    'Er beginnt mit sk_live_, rk_live_, sk_test_ oder rk_test_; ein Schlüssel mit pk_ ist der öffentliche.',
  'That is no signing secret of a webhook.': 'Das ist kein Signaturgeheimnis eines Webhooks.',
  'It begins with whsec_; Stripe shows it with the webhook that leads to {workspace}.':
    'Es beginnt mit whsec_; Stripe zeigt es bei dem Webhook, der zu {workspace} führt.',
  'A mail server is set, so mails would go out.': 'Ein Mailserver ist eingetragen, also gingen E-Mails hinaus.',
  'Go live with a test message, or take the mail server out of the settings first.':
    'Beginnen Sie den echten Versand mit einer Testnachricht, oder nehmen Sie den Mailserver zuerst aus den Einstellungen.',
  'It is not said where the test message goes.': 'Es fehlt, wohin die Testnachricht geht.',
  'Give your own address.': 'Nennen Sie Ihre eigene Adresse.',
  'There is no mail server, so this email cannot leave: write it as a letter, or set a mail server.':
    'Es gibt keinen Mailserver, also kann diese E-Mail nicht hinaus: Schreiben Sie sie als Brief, oder tragen Sie einen Mailserver ein.',
  'Set a mail server under Settings, Mail, or correct what stands there, and try again.':
    'Tragen Sie unter Einstellungen, Mail einen Mailserver ein, oder berichtigen Sie, was dort steht, und versuchen Sie es noch einmal.',
}
