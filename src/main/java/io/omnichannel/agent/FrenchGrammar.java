package io.omnichannel.agent;

/** What French customers say, without accents and with elisions apart; see {@link PlainText}. */
final class FrenchGrammar {

    private static final String UP_TO_6 = "(?: \\w+){0,6}? ";

    private static final String A =
            "(?:(?:a|au|aux|avec|un|une|le|la|l|votre|vos|des|d|de|en|relation|contact|ligne|vers"
                    + "|directement|vrai|vraie|autre|veritable|tout|suite|immediatement|rapidement|plutot|s il vous plait) )*";
    private static final String HUMAN =
            "(?:conseill\\w+|humaine?s?|etres? humains?|operateurs?|operatrices?|agents?|responsable"
                    + "|vraies? personnes?|standardiste|standard|service client\\w*|teleconseill\\w+)";
    private static final String ANYBODY =
            "(?:" + HUMAN + "|quelqu un|personne|technicien\\w*|employee?|commerciale?|vendeu\\w+"
                    + "|secretaire|collegue|patron\\w*|directeur|directrice|manager|chef)";

    private static final String SEND =
            "(?:r?envoyez|r?envoyer|r?envoies?|r?enverrez|r?envoyiez|r?enverriez|ecrivez|ecrire"
                    + "|ecris|transmettez|transmettre|transferez|transferer|parvenir|continuer|continuons|continue|poursuivre"
                    + "|poursuivons|passer|passons|passez|basculer|basculons|repondez|repondre|recevoir|confirmez|confirmer"
                    + "|communiquer|contactez|contacter|avoir|faire|faites|joindre|donnez|donner|mettez)";
    private static final String LIKE =
            "(?:prefere|prefererais|prefererai|voudrais|veux|aimerais|souhaite|souhaiterais|plutot"
                    + "|mieux|possible|peut|peux|pouvez|pourriez|pourrait|s il vous plait)";
    private static final String BY =
            "(?:par|en|via|sur|un|une|le|la|mon|ma|l|de|d|plutot|petit|adresse|boite|des|les|au|a) ";
    private static final String WITHIN = "(?:par|en|via|sur) (?:un |une |l )?";
    private static final String SMS = "(?:sms|textos?|messages? textes?|mini messages?)";
    private static final String EMAIL = "(?:e?mails?|courriels?|courriers? electroniques?)";

    private static final String LATER =
            "(?=$| (?:demain|plus|ce|cet|cette|au|aux|sur|a|vers|quand|des|s|dans|lundi|mardi"
                    + "|mercredi|jeudi|vendredi|samedi|dimanche|maintenant|directement|pour|apres|avant|rapidement|tout|aussi|merci"
                    + "|bientot|ulterieurement|la semaine|le (?:matin|soir|midi|lundi|mardi|mercredi|jeudi|vendredi|samedi|\\d+)"
                    + "|en (?:debut|fin|journee)|si possible|apres midi|et|svp|sinon))";

    private static final String DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche";
    private static final String VISIT = "(?:ouvert|ouverts|ouverte|ouvertes|fermes?|ferme|fermee)";

    static final Grammar RULES = new Grammar(
                    "s il (?:vous|te) plait|allez|alors|bon|ben|bah|euh|heu|hum|ah|oh|eh|et|donc|voila|madame|monsieur"
                            + "|beaucoup|bien|tres|vraiment|tout|de suite|maintenant|plutot|moi|sara|infiniment|mille fois"
                            + "|pour (?:tout|votre (?:aide|reponse|temps|patience)|l info\\w*|ces informations)|a (?:vous|toi)"
                            + "|de votre (?:aide|reponse)|c est (?:gentil|tres gentil|parfait|bon)|excusez moi|pardon",
                    "(?:sais|comprends|comprend|entends|vois|trouve|arrive|marche|fonctionne|pouvez|pourriez|pouvez vous"
                            + "|pourriez vous|peux tu|tu peux|puis je|peut on|pourrais je|pourrait on|on peut"
                            + "|on pourrait) pas|pas (?:bien |encore |tout |toujours )?"
                            + "(?:compris|entendu|recu|vu|trouve|sur|possible de)|pourquoi (?:\\w+ ){0,3}pas"
                            + "|pas (?:un|une|une vraie|a un|a une|avec un|avec une|parler a un|parler a une|parler avec un"
                            + "|parler avec une) (?:robot|machine|repondeur|ordinateur|ia)",
                    "pas\\b|jamais\\b|aucune?\\b|inutile\\b|evitez\\b|arretez\\b|arreter\\b|cessez\\b|surtout pas\\b"
                            + "|plus (?:de|d|besoin)\\b|n(?:e)?(?: \\w+){1,3} plus\\b"
                            + "|(?:au lieu d|plutot que|plutot qu|ni|sans|hors de question)(?: \\w+){0,4}$",
                    "(?<!pouvez )(?<!pourriez )(?<!voulez )(?<!voudriez )(?<!pouviez )vous (?:r?envoyer|ecrire|r?envoie|ecris"
                            + "|enverrai|rappelle|rappeler|transferer|contacter|repondre|joindre)|viens (?:de|d)|venez (?:de|d)"
                            + "|deviez|devait|devaient|(?:auriez|aurait|aurais) du|ai deja|avez deja|(?:ai|avons|avez|ont) pu"
                            + "|(?:m|l) (?:a|ont|avait) (?:dit|repondu|demande|promis)|(?:avez|aviez) (?:dit|promis)"
                            + "|j ai (?:du|parle|parler|eu)|qui m a")
            .wish(Intent.HUMAN, "(?:parler|discuter|echanger|entretenir|parlerais) (?:directement )?" + A + ANYBODY)
            .wish(
                    Intent.HUMAN,
                    "(?:mettez|mettre|mets|mise?|etre|relation|contact|connectez|connecter|orientez|dirigez|redirigez)"
                            + "(?: moi| nous| en)? (?:en )?(?:relation |contact |ligne )?(?:avec|vers|a|au) " + A
                            + ANYBODY)
            .wish(
                    Intent.HUMAN,
                    "(?:passe|passez|passer|transfere|transferez|transferer|donnez|basculez)(?: moi| nous)?(?: surtout)?(?: pas)? "
                            + A + ANYBODY)
            .wish(Intent.HUMAN, "(?:joindre|contacter|appeler|avoir|obtenir) " + A + "(?:" + HUMAN + "|quelqu un)")
            .wish(
                    Intent.HUMAN,
                    "(?:veux|voudrais|aimerais|souhaite|souhaiterais|voulais|prefere|prefererais|besoin|demande"
                            + "|faut|faudrait|exige|attends) (?:avoir |voir )?" + A + HUMAN)
            .wish(Intent.HUMAN, "(?:y a t il|il y a|auriez vous|avez vous) " + A + HUMAN + "(?: \\w+){0,3}")
            .wish(
                    Intent.HUMAN,
                    "(?:pas|plus|marre|assez|arretez|deteste)(?: de| d)?(?: parler| discuter| echanger)?"
                            + " (?:a|avec|d|un|une)(?: un| une| cette| ce)? (?:robot|machine|repondeur|ordinateur|ia)")
            .wish(Intent.HUMAN, "transfere[rz] (?:moi|mon appel|cet appel|l appel)$|me transferer$")
            .bare(
                    Intent.HUMAN,
                    "(?:pas |sans |aucun )?" + A + "(?:" + HUMAN
                            + "|(?:vraie )?personne (?:reelle|humaine|physique)|vraie personne|quelqu un)")
            .wish(
                    Intent.WHAT_DID_I_SAY,
                    "(?:qu est ce que|qu|de quoi|quoi) (?:j ai|ai je|je vous ai|je t ai|vous ai je"
                            + "|j avais|je vous avais|est ce que je vous ai|est ce que j ai)(?: \\w+){0,3}"
                            + " (?:dit|demande|ecrit|raconte|parle|explique|envoye)")
            .wish(
                    Intent.WHAT_DID_I_SAY,
                    "(?:rappel\\w+|souven\\w+|souviens|repet\\w+|redi\\w+|savez|sais|reli\\w+|resum\\w+|dites"
                            + "|lire)(?: \\w+){0,3} (?:ce que|de quoi) (?:j ai|je vous ai|j avais|je vous avais|je t ai)")
            .wish(
                    Intent.WHAT_DID_I_SAY,
                    "j ai dit quoi|je vous ai (?:dit|demande|ecrit) quoi"
                            + "|(?:vous souvenez|te souviens|vous rappelez)(?: vous)? (?:de|d|bien de|encore de)"
                            + " (?:moi|notre|nos|mon|ma|mes|ce qu)")
            .wish(Intent.CALL_BACK, "rappelez moi" + LATER)
            .wish(Intent.CALL_BACK, "(?:me|nous|m) (?:r?appelez|r?appelle) (?:surtout )?(?:pas|plus)")
            .wish(Intent.CALL_BACK, "(?:appelez moi|m appeler|me telephoner|telephonez moi|m appelle)" + LATER)
            .wish(Intent.CALL_BACK, "(?:me|nous) (?:rappeler|rappelez|rappelle|rappeliez|rappellera|rappelent)" + LATER)
            .wish(
                    Intent.CALL_BACK,
                    "etre rappelee?s?|(?:passez|donnez) moi un (?:coup de fil|appel|coup de telephone)"
                            + "|demande(?:r)? (?:un|le) rappel|(?:me|m) passer un (?:coup de fil|appel)|etre (?:re)?contactee? par telephone")
            .bare(Intent.CALL_BACK, "(?:un rappel|par telephone|au telephone)")
            .wish(Intent.SMS, SEND + UP_TO_6 + BY + SMS)
            .wish(Intent.SMS, SEND + " (?:moi |nous )?" + SMS)
            .wish(Intent.SMS, LIKE + "(?: \\w+){0,5}? " + WITHIN + SMS)
            .wish(Intent.SMS, WITHIN + SMS + "(?: \\w+){0,3} " + LIKE)
            .wish(Intent.SMS, LIKE + " (?:un|le|recevoir un|avoir un) " + SMS)
            .wish(
                    Intent.SMS,
                    "(?:besoin|veux|voudrais|souhaite) (?:d|de|pas d|pas de|plus de|recevoir de) (?:un )?" + SMS)
            .wish(Intent.SMS, "ni (?:de |d un |par )?" + SMS)
            .wish(
                    Intent.EMAIL,
                    "(?:besoin|veux|voudrais|souhaite) (?:d|de|pas d|pas de|plus de|recevoir de) (?:un )?" + EMAIL)
            .wish(Intent.EMAIL, "ni (?:de |d un |par )?" + EMAIL)
            .wish(Intent.SMS, "(?:envoyez|envoyer|envoie|enverrez)(?: \\w+){0,3}? (?:par|un) message")
            .bare(Intent.SMS, "(?:pas |sans |aucun )?(?:de |d |besoin d |besoin de )?(?:" + BY + ")*" + SMS)
            .wish(Intent.WHATSAPP, SEND + UP_TO_6 + BY + "whatsapp")
            .wish(Intent.WHATSAPP, SEND + " (?:moi |nous )?whatsapp")
            .wish(Intent.WHATSAPP, LIKE + "(?: \\w+){0,5}? " + WITHIN + "whatsapp")
            .wish(Intent.WHATSAPP, WITHIN + "whatsapp(?: \\w+){0,3} " + LIKE)
            .wish(Intent.WHATSAPP, LIKE + " (?:un |le )?(?:message )?whatsapp")
            .bare(Intent.WHATSAPP, "(?:pas |sans )?(?:de |d )?(?:" + BY + ")*(?:message )?whatsapp")
            .wish(Intent.EMAIL, SEND + UP_TO_6 + BY + EMAIL)
            .wish(Intent.EMAIL, LIKE + "(?: \\w+){0,5}? " + WITHIN + EMAIL)
            .wish(Intent.EMAIL, WITHIN + EMAIL + "(?: \\w+){0,3} " + LIKE)
            .wish(Intent.EMAIL, LIKE + " (?:un|recevoir un|avoir un) " + EMAIL)
            .bare(Intent.EMAIL, "(?:pas |sans )?(?:de |d )?(?:(?:par|en|via|un|plutot) )*" + EMAIL)
            .wish(
                    Intent.OPENING_HOURS,
                    "(?:vos|les|quels?|quelles?|votre|l|leurs) (?:sont (?:vos|les) )?(?:jours et )?"
                            + "(?:horaires?|heures? d ouverture|jours d ouverture)(?! d(?:u|es) (?:train|bus|vol))"
                            + "|heures? d ouverture|heures? de fermeture")
            .wish(
                    Intent.OPENING_HOURS,
                    "(?:vous etes|etes vous|vous n etes|n etes vous|c est|est ce|tu es|vous serez|serez vous|le magasin est|la boutique est"
                            + "|le magasin|la boutique|restez vous|vous restez)(?: \\w+){0,3}? " + VISIT)
            .wish(
                    Intent.OPENING_HOURS,
                    "(?:vous|quand|heure)(?: \\w+){0,4}? (?:ouvrez|fermez|ouvre|ouvrent|ouvrirez|rouvrez)(?: vous)?"
                            + "(?=$| (?:a|quand|vers|le|demain|aujourdhui|ce|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))")
            .wish(
                    Intent.OPENING_HOURS,
                    "(?:ouvrez|fermez|rouvrez) vous(?=$| (?:a|quand|vers|demain|aujourdhui|ce|lundi|mardi|mercredi|jeudi"
                            + "|vendredi|samedi|dimanche|le (?:matin|midi|soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week)))")
            .bare(Intent.OPENING_HOURS, "(?:le|les) (?:" + DAYS + ")s?|les week ?ends?|le week ?end")
            .wish(
                    Intent.WHO_ARE_YOU,
                    "qui etes vous|qui es tu|vous etes qui|t es qui|tu es qui|c est qui|comment vous appelez vous"
                            + "|comment tu t appelles|comment vous vous appelez|quel est (?:votre|ton) (?:pre)?nom"
                            + "|qui est a l appareil|a qui (?:ai je|je parle|parle je|est ce que je parle)|je parle a qui")
            .wish(
                    Intent.WHO_ARE_YOU,
                    "(?:etes vous|es tu|vous etes|tu es|t es|est ce que je parle a|je parle a|je parle avec|c est)"
                            + " (?:bien |vraiment )?(?:un |une )?(?:vrai |vraie )?(?:robot|machine|humaine?|etre humain|personne"
                            + "|ia|intelligence artificielle|ordinateur|repondeur|bot)(?: \\w+)?$")
            .wish(
                    Intent.ABILITIES,
                    "(?:que|qu est ce que|quoi)(?: \\w+){0,2} (?:pouvez|peux|savez|sais)(?: vous| tu)? (?:me )?(?:faire|proposer)"
                            + "|comment (?:pouvez vous|peux tu|vous pouvez) (?:m |me )?aider|a quoi (?:servez vous|sers tu|vous servez)")
            .bare(Intent.ABILITIES, "(?:a l )?aidez? ?(?:moi)?|menu|options?|le menu")
            .wish(Intent.REPEAT, "(?<!je )(?<!je vous )(?<!je le )(?<!se )(?:repetez|repeter|redites|redire)(?! que)")
            .wish(
                    Intent.REPEAT,
                    "(?:qu avez vous|qu est ce que vous avez|qu as tu|vous avez|vous disiez|qu est ce que vous)(?: \\w+)?"
                            + " (?:dit|dites|disiez)(?: quoi)?$|vous disiez|plus lentement")
            .wish(
                    Intent.REPEAT,
                    "(?:pas|mal)(?: tres| bien| rien| tout)*? (?:entendu|compris|saisi)$|rien (?:entendu|compris)")
            .bare(Intent.REPEAT, "(?:comment|quoi|hein|pardon|plait il|encore une fois|repete|vous pouvez repeter)")
            .courtesy(
                    Intent.GOODBYE,
                    "au revoir|aurevoir|a (?:bientot|plus tard|plus|demain|la prochaine|tout a l heure)|bonne (?:journee"
                            + "|soiree|nuit|continuation|fin de journee|apres midi)|(?:je vous souhaite )?une bonne journee"
                            + "|adieu|ciao|bye(?: bye)?|(?:vous pouvez |tu peux )?raccroche[rz]?|je (?:vais |dois )?raccroche[r]?"
                            + "|(?:non )?(?:merci )?(?:c est|ce sera) tout(?: pour (?:moi|aujourdhui))?|je vous rappelle(?: plus tard)?")
            .courtesy(
                    Intent.ARE_YOU_THERE,
                    "(?:allo ?)+(?= |$)|(?:est ce que )?(?:vous etes|tu es|t es|etes vous) (?:toujours |encore )?la"
                            + "|(?:est ce que )?(?:vous m entendez|m entendez vous|tu m entends)(?: bien)?"
                            + "|(?:est ce qu )?(?:il )?y a (?:t il )?quelqu un")
            .courtesy(
                    Intent.HOLD_ON,
                    "(?:un|juste un|attendez un) (?:petit )?(?:instant|moment)|(?:une|deux|attendez une) (?:petite )?"
                            + "(?:secondes?|minutes?)|attendez|attends|ne quittez pas|patientez|je (?:regarde|cherche|verifie|reflechis)")
            .courtesy(
                    Intent.NO,
                    "non|nan|pas du tout|pas vraiment|surtout pas|rien d autre|jamais|negatif|pas maintenant|pas la peine"
                            + "|pas besoin|ca ira|non plus|laissez tomber|ce n est pas (?:la peine|ca|exact)|c est faux"
                            + "|c est pas ca|je ne (?:veux|prefere) pas|inutile|sans facon")
            .courtesy(
                    Intent.YES,
                    "oui|ouais|ok(?:ay)?|d accord|absolument|exactement|tout a fait|bien sur|volontiers|avec plaisir|parfait"
                            + "|entendu|c est (?:ca|exact|bien ca|cela|bien cela)|evidemment|certainement|je veux bien|si|ca marche"
                            + "|pourquoi pas|allez y|vas y|tres bien|effectivement|en effet|super|genial")
            .courtesy(Intent.THANKS, "merci|je vous remercie|mille mercis|remerciements")
            .courtesy(Intent.GREETING, "bonjour|bonsoir|salut|coucou|hello|bjr|comment allez vous|ca va|enchantee?");

    private FrenchGrammar() {}
}
