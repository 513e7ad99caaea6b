// What a message by hand may begin with, in the language of who reads it: a few sentences to change, not to send as they are.

export const starts: Readonly<Record<string, Readonly<Record<string, { subject: string; text: string }>>>> = {
  en: {
    copy: {
      subject: 'The copy you asked for',
      text: 'Thank you for your message. Please find the copy you asked for with this email.\n\nIf anything in it is not right, tell me and I will look into it.',
    },
    looking: {
      subject: 'We are looking into your question',
      text: 'Thank you for telling us. We are looking into it and will write to you by … .\n\nUntil then you need not do anything about it.',
    },
    when: {
      subject: 'When may we expect your payment?',
      text: 'Could you tell me on which day we may expect the payment? If something stands in its way, tell me as well: most things can be sorted out.',
    },
    confirm: {
      subject: 'What we agreed',
      text: 'Thank you for the call. As we agreed, you will pay … by … .\n\nIf I have misunderstood anything, please tell me.',
    },
    sorry: {
      subject: 'Our mistake',
      text: 'You are right, and we are sorry: … .\n\nWe have put it right. There is nothing more for you to do.',
    },
  },
  de: {
    copy: {
      subject: 'Die gewünschte Kopie',
      text: 'vielen Dank für Ihre Nachricht. Anbei finden Sie die gewünschte Kopie.\n\nWenn darin etwas nicht stimmt, sagen Sie es mir bitte. Ich kümmere mich darum.',
    },
    looking: {
      subject: 'Wir sehen uns Ihre Frage an',
      text: 'vielen Dank für Ihren Hinweis. Wir sehen uns das an und melden uns bis zum … .\n\nBis dahin brauchen Sie nichts zu tun.',
    },
    when: {
      subject: 'Wann dürfen wir mit Ihrer Zahlung rechnen?',
      text: 'könnten Sie mir sagen, an welchem Tag wir mit der Zahlung rechnen dürfen? Wenn etwas im Weg steht, sagen Sie auch das: Das meiste lässt sich klären.',
    },
    confirm: {
      subject: 'Was wir vereinbart haben',
      text: 'vielen Dank für das Gespräch. Wie vereinbart zahlen Sie … bis zum … .\n\nWenn ich etwas falsch verstanden habe, sagen Sie es mir bitte.',
    },
    sorry: {
      subject: 'Unser Fehler',
      text: 'Sie haben recht, und es tut uns leid: … .\n\nWir haben es in Ordnung gebracht. Sie brauchen nichts weiter zu tun.',
    },
  },
}
