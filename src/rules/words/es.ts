// Spanish words that may not be said, what to say instead, and the law (Spain) behind it. Which facts make a rule bind stands
// in forbidden.ts; nothing is decided here.

import type { LanguageWords } from '../../core/lint.ts'

const aggressive = 'Ley 3/1991 de Competencia Desleal art. 8'
const deceptive = 'Ley 3/1991 de Competencia Desleal art. 5'

export const es: LanguageWords = {
  language: 'es',
  rules: {
    'threat.violence': {
      forbids: [
        'sabemos dónde (vive|viven|trabaja|está|vives)',
        '(se|te) (va|vas) a arrepentir',
        'se arrepentirá*',
        '(algo|un accidente) ~ (podría|puede) (pasar|ocurrir|suceder)',
        '(podría|puede|va a) (pasarle|ocurrirle|sucederle) algo',
        '(partir|romper) ~ (piernas|cara|huesos)',
        '(aténgase|atente) a las consecuencias',
        '(mandaremos|enviaremos) a (alguien|unos amigos|nuestros hombres|nuestra gente)',
      ],
      better: 'Llámenos, por favor, y buscamos juntos una solución.',
      cite: `Código Penal art. 169, 172; ${aggressive}`,
      sure: 'memory',
    },
    'threat.arrest': {
      forbids: [
        '(policía*|guardia civil|cárcel|prisión|orden de detención|arresto|arrestado|arrestada|arrestar|calabozo|esposado|fiscalía|ministerio fiscal)',
        '(denunci(ar|aremos|amos|arle|arlo|aremos|a|as)|querella|querellarnos|querellaremos) ?(penal|policial|por estafa|ante la)?',
        '(será|sería|ser|quedar) detenid[oa]',
        '(vía|acción|acciones|responsabilidad|querella|denuncia|causa) penal(es)?',
        '(delito*|estafa*|estafador*|penalmente|antecedentes|apropiación indebida|alzamiento de bienes)',
      ],
      better: 'Le pedimos que pague hasta el [día] o que nos llame si no le es posible.',
      cite: `Código Penal art. 172; ${aggressive}`,
      sure: 'memory',
    },
    'threat.seizure': {
      forbids: [
        '(embargo*|embargar*|embargaremos|embargado*|embargada*|embargarle|desahuci*|(a|en|pública) subasta|subastar*|ejecución forzosa|incautar*|incautaremos|decomis*)',
        '(quitar*|quitaremos|retirar*|retiraremos|retener*|retendremos|llevarnos|llevaremos|descontar*|descontaremos|bloquear*|bloquearemos) ~ (su|sus|el|la|los|de su|de la) ~ (coche|casa|vivienda|bienes|muebles|sueldo|salario|nómina|cuenta*|pensión|vehículo|ingresos|piso)',
        '(agente* judicial*|comisión judicial|alguacil*|nuestros agentes|nuestros cobradores|cobrador*) ~ (irá|irán|visitar*|presentar*|acudir*|pasar*|domicilio|casa|trabajo|puerta)',
        '(su|sus) ~ (coche|casa|vivienda|bienes|muebles|sueldo|salario|nómina|cuentas?|pensión) ~ (bloquead*|retenid*|retirad*|vendid*|intervenid*)',
      ],
      better: 'Si no encontramos una solución, estudiaremos lo que la ley permite y le escribiremos antes.',
      cite: `LEC art. 517 (no enforcement without a title); ${aggressive}`,
      sure: 'memory',
    },
    'threat.disclosure': {
      fineForBusiness: ['(compañer[oa]s|jef[eao]s?|superior*|trabajo|empresa|empleador*|socios?|amig[oa]s|comunidad)'],
      forbids: [
        '(informar*|informaremos|avisar*|avisaremos|contactar*|contactaremos|contacto con|llamar*|llamaremos|escribir*|escribiremos|hablar*|hablaremos|decir|diremos|comunicar*|comunicaremos|contar*|contaremos|notificar*|notificaremos|dirigirnos|dirigiremos|visitar*|visitaremos|alertar*) ~ (su|sus|tu|tus) ~ (empresa|empleador*|jef[eao]s?|superior*|compañer[oa]s|trabajo|vecin[oa]s?|vecindario|comunidad|familia*|padres?|madre|marido|mujer|esposa|esposo|pareja|parientes|amig[oa]s|casero|clientes?|proveedores?|socios?|entorno)',
        '(su|sus|tu|tus) ~ (empresa|empleador*|jef[eao]s?|compañer[oa]s|vecin[oa]s?|vecindario|familia*|padres|marido|mujer|esposa|esposo|pareja|parientes|amig[oa]s|casero|clientes|proveedores|socios) ~ (sabrá*|sabrán|sepa*|enterar*|enterarán|informad*|avisad*|conocer*|conocerán|notificad*|se entere*)',
        '(todo el (mundo|barrio|pueblo|sector|edificio)|todos) ~ (sabrá*|sabrán|se enterará*|se enterarán|sepa)',
        '(publicar*|publicaremos|difundir*|difundiremos|colgar*|exponer*) ~ (su|nombre|foto|datos|deuda|internet|facebook|redes|lista)',
        'lista* (negra|de morosos)',
        'cobrador del frac',
      ],
      better: 'De esto hablamos solo con usted.',
      cite: `RGPD art. 6; Ley Orgánica 1/1982 art. 7; ${aggressive}`,
      sure: 'memory',
    },
    'threat.credit_file': {
      forbids: [
        '(asnef|experian|badexcug|rai|fichero* de (morosos|solvencia|morosidad)|registro* de (morosos|impagados)|equifax|cirbe|icired)',
        '(arruinar*|dañar*|perjudicar*|afectar*) ~ (crédito|solvencia|historial|calificación)',
        '(historial|calificación|solvencia) (crediticio|crediticia)',
        '(no podrá|nunca) ~ (pedir|obtener|conseguir) ~ (crédito|préstamo|hipoteca)',
      ],
      better: 'Le pedimos que pague hasta el [día], o que nos diga qué ve de otra manera.',
      cite: `Ley Orgánica 3/2018 art. 20; ${aggressive}`,
      sure: 'memory',
    },
    'threat.suit': {
      ...suit(),
      better: 'Si para entonces no tenemos respuesta, decidiremos cómo seguir y le escribiremos antes.',
    },
    'threat.suit_time_barred': {
      ...suit(),
      better: 'Esta deuda ha prescrito y no la reclamaremos ante los tribunales.',
      cite: 'Código Civil art. 1961, 1964; good practice',
    },
    'threat.last_chance': {
      forbids: [
        '(última|única|definitiva) (oportunidad|ocasión|posibilidad|advertencia)',
        '(graves|serias|severas|drásticas) consecuencias',
        'consecuencias (graves|serias|severas|drásticas|muy)',
        '(antes de que sea (demasiado )?tarde|se le acaba el tiempo|se acabó el tiempo|el tiempo se acaba|o si no)',
        '(ninguna|sin) (otra|más) (oportunidad|opción|remedio|advertencia*)',
        'no habrá (otra|más) (oportunidad*|aviso*|advertencia*)',
      ],
      better: 'Este es nuestro último aviso. Pague o llámenos hasta el [día]; después [lo que de verdad siga].',
      cite: 'Good practice; Ley 3/1991 art. 8',
      sure: 'manners',
    },
    'threat.deportation': {
      forbids: [
        '(deport(ado|ada|ados|ar|arán|ación)|extranjería|permiso de (residencia|trabajo)|tarjeta de residencia|solicitud de asilo|perder la nacionalidad|su visado|inmigración|repatri*)',
        '(expuls(ado|ada|ión|ar|arán|arlo)) (del|de este|de) (país|españa|territorio)',
      ],
      better: 'Quítelo; una deuda no tiene nada que ver con el derecho a vivir en el país.',
      cite: aggressive,
      sure: 'memory',
    },
    'urgency.false': {
      forbids: [
        '(en|dentro de|antes de|plazo (máximo )?de|en las próximas|en menos de) ~ (24|48|12|veinticuatro|cuarenta y ocho) (horas|h)',
        '(pague|pagar|paguen|pago|abone|abonar|abono|liquide|liquidar|llame|llámenos|responda|actúe|ingrese|transfiera|regularice|conteste) ~ (inmediatamente|de inmediato|ahora mismo|urgentemente|sin demora|sin dilación|hoy mismo|cuanto antes|al instante|en el acto|inmediato)',
        '(pague|pagar|paguen|abone|liquide|llame|llámenos|responda|ingrese) ya',
        '(inmediatamente|de inmediato|urgentemente|sin demora) (pague|abone|liquide|llame|el pago|la deuda|el importe)',
        '(pago|respuesta|acción|abono|actuación) (inmediat[oa]|urgente)',
        '(urgente|urgentísimo|muy urgente|máxima urgencia)',
        'antes de (esta noche|medianoche|que acabe el día de hoy)',
      ],
      better: 'Le pedimos que pague hasta el [un día que deje tiempo].',
      cite: 'Good practice; Ley 3/1991 art. 8',
      sure: 'manners',
    },
    'urgency.capitals': {
      forbids: [],
      better: 'Escríbalo en minúsculas.',
      cite: 'Good practice',
      sure: 'manners',
    },
    'urgency.marks': {
      forbids: [],
      better: 'Termine la frase con un punto.',
      cite: 'Good practice',
      sure: 'manners',
    },
    'shame.insult': {
      forbids: [
        '(?<!de )moros[oa]s?',
        '(sinvergüenzas?|caraduras?|ladr[oó]n(es)?|ladronas?|mentiros[oa]s?|estafador*|aprovechad[oa]s?|parásit*|tramposo*|tramposa*|jeta|gorrón*|canalla*|miserables?|idiota*|imbécil*|vag[oa]s?|delincuente*|timador*|mal pagador*)',
        '(irresponsables?|deshonest[oa]s?|vergonzos[oa]s?|lamentables?|despreciables?|indign[oa]s?)',
        'usted* (miente|mienten|ha mentido|nos (ha|han) (robado|engañado|mentido))',
      ],
      better: 'Diga qué está pendiente, desde cuándo y para qué día lo pide.',
      cite: `Ley Orgánica 1/1982 art. 7.7; ${aggressive}`,
      sure: 'memory',
    },
    'shame.reproach': {
      forbids: [
        '(darle|darte|le (da|debería dar)|da|siente|sentir|tiene|tener|tenga|qué|sin) (la |ninguna |ni )?vergüenza',
        '(vergüenza|avergonz*|deshonr*)',
        '(cualquier|toda|una|un|las|los) (persona*|cliente*|empresa*|ciudadano*|gente) (decente*|honrad[oa]s?|honest[oa]s?|responsable*|sería*|seria*|de bien)',
        'la gente (decente|honrada|honesta|de bien)',
        'qué (pensaría*|diría*|pensarían|dirían) ~ (familia|hijos|padres|vecinos|amigos|jefe)',
        '(vive|viven|vivir) (por encima de sus posibilidades|a nuestra costa|del cuento|a costa)',
        '(no tiene|carece de|sin) (conciencia|dignidad|honor|decencia|escrúpulos)',
        '(decepcionad*|indignad*|escandalizad*) (con|por) (usted*|su)',
        '(conducta|comportamiento|actitud) (inaceptable|intolerable|indigna|inadmisible)',
        'mal ejemplo',
      ],
      better: '¿Hay algún motivo por el que siga pendiente? Nos gustaría saberlo.',
      cite: `${aggressive}; good practice`,
      sure: 'manners',
    },
    'disclosure.outside': {
      forbids: debtWords(),
      better: 'Solo el número y su nombre: Factura 4711 de [su nombre].',
      cite: 'RGPD art. 5(1)(c), (f); Ley Orgánica 1/1982 art. 7; good practice',
      sure: 'memory',
    },
    'disclosure.third_party': {
      forbids: [...debtWords(), 'no (ha|han) (pagado|abonado)', '(su|sus) (factura*|cuenta*)'],
      better: 'Dígale, por favor, que llame a [nombre] al [número].',
      cite: 'RGPD art. 6; Ley Orgánica 1/1982 art. 7; good practice',
      sure: 'memory',
    },
    'pretence.court': {
      forbids: [
        '(requerimiento|notificación|citación|aviso|(?<!por )orden|mandamiento|carta|comunicación|reclamación) (judicial|oficial|del juzgado|de embargo|del tribunal)',
        '(autos|procedimiento|expediente judicial|juicio|diligencias|nig) (n[.º°o]* ?)?:? ?[0-9]+/[0-9]+',
        '(queda (usted )?(citado|citada|emplazado|emplazada|apercibido|apercibida)|se le (cita|emplaza|apercibe|ordena|conmina)|en nombre (del rey|de la ley)|comparecer ante|bajo apercibimiento)',
        '(providencia de apremio|auto de ejecución|cédula de (citación|notificación|emplazamiento)|decreto de embargo|diligencia de embargo)',
        '(sello|membrete) (oficial|del juzgado|judicial)',
        'prejudicial obligatori[oa]',
      ],
      better: 'Le pedimos que pague hasta el [día]. Esta carta es de [nombre], no de un juzgado.',
      cite: `${deceptive}; Código Penal art. 402; good practice`,
      sure: 'memory',
    },
    'pretence.authority': {
      forbids: [
        '(departamento|servicio|oficina|unidad|división|sección|brigada) (oficial|judicial|de embargos|de ejecución|de fraudes?|de investigación|nacional de cobro*|estatal|policial) ?(de [a-z]*)?',
        '(en nombre|por cuenta|por encargo|por orden|con autorización) (del|de la|de las|de) (estado|gobierno|juzgado|hacienda|administración|justicia|policía|autoridad*|ministerio|tribunal)',
        '(somos|soy|le habla|le escribe) (un |una |el |la |su )?(juzgado|abogad[oa]*|procurador*|tribunal|agente* judicial*|policía|notario|funcionari*)',
        '(agencia|organismo) (estatal|oficial|pública|público) de (cobro*|recobro*|embargo*)',
        'procuradores de los tribunales',
      ],
      better: 'Firme con su nombre y su función en la empresa.',
      cite: `${deceptive}; Código Penal art. 402`,
      sure: 'memory',
    },
    'accusation.early': {
      forbids: [
        '(usted|ustedes|su empresa) ~ (niega|niegan|incumpl*|ignora*|ignorado|descuidado|negado|rehúsa*|rehusado|omitido|desoído)',
        '(ha|han|haya|sigue|siguen) (usted )?(incumplido|incumpliendo|ignorado|ignorando|desatendido|negándose|negado|faltado|desoído|hecho caso omiso)',
        '(se niega|se niegan|se ha negado|se resiste|hace caso omiso|incumple|incumplen|ignora nuestr*|desatiende)',
        '(a pesar de|pese a) (nuestr[oa]s |los |las )?(repetid[oa]s|reiterad[oa]s|numeros[oa]s|múltiples|varios|muchos|continuos)',
        'su (incumplimiento|negligencia|negativa|mora|falta de pago|dejadez|mala fe|silencio|pasividad|falta de (voluntad|seriedad))',
        '(de mala fe|deliberadamente|intencionadamente|a propósito|voluntariamente impag*)',
        '(excusas|pretextos)',
      ],
      better: 'Salvo error nuestro, la factura [número] sigue pendiente. ¿Podría revisarlo?',
      cite: 'Good practice',
      sure: 'manners',
    },
    'bank.changed': {
      forbids: [
        '(nuestr[oa]s?|la|los) (cuenta*|cuenta* bancaria*|datos bancarios|iban|banco|número de cuenta) (ha|han|fue|fueron) ~ (cambiado|modificad[oa]s?|actualizad[oa]s?)',
        '(?<!su )(?<!sus )(nuev[oa]s?|distint[oa]|actualizad[oa]s?) (cuenta|iban|datos bancarios|banco|número de cuenta|cuenta bancaria)',
        '(hemos cambiado|cambiamos|cambió) (de|la|el|nuestr[oa]s?) (banco|cuenta*|datos bancarios|iban|número de cuenta)',
        '(cambio|modificación) (de|en) (la |nuestr[oa]s? |los )?(cuenta*|datos bancarios|banco|iban)',
        '(no use|no utilice|no ingrese|ya no) ~ (antigua|anterior) (cuenta|iban)',
        '(a partir de ahora|desde ahora|en adelante) ~ (cuenta|iban)',
      ],
      better: 'La cuenta es la que figura en su factura.',
      cite: 'Good practice against payment fraud',
      sure: 'manners',
    },
    'charge.unnamed': {
      forbids: [
        '(gastos|comisión|comisiones|recargo*|cargos|penalización*|tasas?|costes?) (de|por|adicional*|extra|administrativ*) (gestión|reclamación|cobro|recobro|demora|impago|devolución|administración|retraso|mora|aviso|tramitación|posiciones deudoras)',
        '(recargo|penalización|multa) (de|del|por) (€ ?)?[0-9]*',
      ],
      better: 'Según [cláusula o artículo], se añaden [importe].',
      cite: 'Real Decreto Legislativo 1/2007 art. 87; good practice',
      sure: 'memory',
    },
    'promise.impossible': {
      forbids: [
        '(le|les|te) (garantizamos|garantizo|prometemos|prometo|aseguramos|aseguro|juramos) ~ (nunca|jamás|siempre|nadie|nada|ningún*)',
        '(nunca|jamás) (más )?(volver*|volverá*|volveremos|recibirá|sabrá|le)',
        '(nadie) (volverá|le|podrá) ~ (nunca|jamás|reclamar*)',
        '(garantizado|garantizada) (al )?100 ?%',
        '(borrar*|borraremos|eliminar*|eliminaremos) ~ (asnef|fichero*|historial)',
      ],
      better: 'Cuando llegue su pago, se lo confirmaremos por escrito.',
      cite: `Good practice; ${deceptive}`,
      sure: 'manners',
    },
    'address.gendered': {
      forbids: [
        '(muy |distinguidos |estimados )(señores|señor|sres)( míos| nuestros| mío)?',
        'estimado (señor|sr|caballero|cliente)',
        '(señores|caballeros|señor|señorita)(:|,)',
      ],
      better: 'Buenos días:',
      cite: 'Good practice',
      sure: 'manners',
    },
    'address.familiar': {
      forbids: [
        '(hola|ey|hey) (chicos|chicas|amigos|amigo|amiga|guapa|guapo|gente|equipo|tío|a todos|majo|maja)',
        '(ey|hey|qué tal|qué pasa),?',
        '(tú|ti|contigo|tu|tus|te)',
        '(besos|besitos|un abrazo|abrazos|cariño|colega|tío)',
        '(vuestr[oa]s?|os|vosotros)',
      ],
      better: 'Buenos días: / Un saludo cordial,',
      cite: 'Good practice',
      sure: 'manners',
    },
    'reading.hard': {
      forbids: [],
      better: 'Frases y palabras más cortas; una cosa cada vez.',
      cite: 'Fernández Huerta, Consigna 214 (1959) 29',
      sure: 'manners',
    },
  },
  denials: [
    'no',
    'nunca',
    'jamás',
    'sin',
    'ni',
    'tampoco',
    'ningún*',
    'nadie',
    'nada',
    'en lugar de',
    'en vez de',
    'evitar',
  ],
  denialsAfter: [],
  noDenials: [
    'no (solo|sólo|dudar*|dudaremos|tardar*|vacilar*|descart*|queda|quedará|hay|tenemos|tendremos) ?(más|otr[oa]|en)?',
    'sin (más|otro|previo|nuevo|demora|perjuicio|dilación)',
    'no (paga|pagan|pague|pagas|ha pagado|recibimos|abona|responde|contesta)',
    'sin (pago|respuesta)',
  ],
  asks: ['(por favor|puede|podría|pueden|podrían|le rogamos que|le pedimos que)'],
  attributions: [
    '(usted|su (carta|correo|mensaje|nota)) ~ (escribió|escribe|preguntó|pregunta|dijo|dice|dijeron|decía|mencion*)',
    '(nos )?(escribió|preguntó|dijo|comentó|decía)',
    'su (pregunta|mensaje|carta|correo)',
  ],
  reasons: [
    '(porque|ya que|pues|dado que|para (que|evitar)|a fin de|debido a|según (el artículo|la|lo)|conforme a|en virtud|artículo [0-9]|como (acordamos|pidió|convenido|solicitó|prometimos)|le (enviamos|envío|enviaremos|hemos enviado|respondemos|confirmamos)|enviamos|entregamos|corregimos|respondimos|me ocupo|nos ocupamos|pidió)',
  ],
  bases: [
    '(artículo*|art.|ley|código|cláusula*|condiciones|contrato|directiva|real decreto|sentencia|pactad*|acordad*|convenid*) ?[0-9a-z]*',
  ],
  easeMin: { person: 55, business: 45 },
}

function suit() {
  return {
    forbids: [
      '(acción|acciones|medidas|vía|procedimiento*|proceso*|actuaciones|reclamación) (legal*|legales|judicial*|judiciales|jurídicas?)',
      '(demandar*|demandaremos|demandarle|demandarlo|demanda (judicial|contra|ante)|interponer* ~ demanda|interpondremos|presentar* ~ demanda|presentaremos ~ demanda|pondremos una demanda)',
      '(acudir*|acudiremos|ir|iremos|llevar*|llevaremos|recurrir*|recurriremos|llevarle|ante|a) ~ (los tribunales|el juzgado|al juzgado|juicio|un juez|la justicia)',
      '(tribunales|juicio (monitorio|verbal|ordinario)|monitorio|pleito|litigio|costas (judiciales|procesales))',
      '(abogad[oa]s?|bufete|asesoría jurídica|departamento (jurídico|legal)|servicios jurídicos) ~ (demand*|iniciar*|actuar*|acciones|contactar*|reclam*)',
      '(pasar*|pasaremos|entregar*|entregaremos|encargar*|encargaremos|remitir*|remitiremos|trasladar*|trasladaremos|poner*|pondremos|dar|daremos) ~ (abogad[oa]s?|bufete|departamento (jurídico|legal)|servicios jurídicos)',
      '(concurso (necesario|de acreedores)|nos vemos en los tribunales|nos veremos en los tribunales)',
    ],
    cite: `${aggressive} (action that cannot lawfully be taken); good practice`,
    sure: 'memory' as const,
  }
}

function debtWords(): readonly string[] {
  return [
    '(deuda*|deudor*|impag[oa]*|impagad[oa]s?|moroso*|morosidad|mora|recobro*|cobro*|vencid[oa]s?|atrasad[oa]s?|atraso*|pendiente*|acreedor*|reclamación de pago|requerimiento de pago|retraso en el pago|recibo devuelto)',
    '(último|primer|segundo|tercer|ultimo) (aviso|recordatorio|requerimiento)',
    '(recordatorio|aviso) de pago',
    '(juzgado|demanda|embargo|abogado|tribunales)',
    '(pague|pagar su|debe (usted )?(dinero|[0-9€]*)|adeuda*|no (ha|han) pagado)',
  ]
}
