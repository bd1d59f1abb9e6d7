package io.omnichannel.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please don't text me again",
                "Don’t text me anymore.",
                "do not contact me",
                "Stop texting me!!",
                "stop messaging me please",
                "Please stop sending me these messages",
                "don't send me any more of these",
                "I don't want to receive your messages",
                "I no longer wish to receive texts",
                "No more messages please",
                "take me off your list",
                "Remove my number from your system",
                "unsubscribe me",
                "leave me alone",
                "ne m'écrivez plus",
                "Ne m’écrivez plus jamais svp",
                "Merci de ne me contacter plus. Ne me contactez plus !",
                "ne m'envoyez plus de messages",
                "N'envoyez plus rien",
                "arrêtez de m'écrire",
                "Arrete de m'envoyer des sms",
                "cessez de me contacter",
                "arrêtez vos messages",
                "Je ne veux plus recevoir de SMS",
                "je veux plus de messages",
                "désabonnez-moi",
                "Désinscrivez moi svp",
                "retirez-moi de votre liste",
                "supprimez mon numéro",
                "laissez-moi tranquille"
            })
    void hearsTheWish(String text) {
        assertThat(Revocation.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I'll stop by at 5",
                "don't text me before 9, call me",
                "I don't want you to text me the address, mail it",
                "Can you text me again tomorrow?",
                "do you stop sending parcels on Friday?",
                "I want more messages like this",
                "ne m'envoyez plus la facture par courrier",
                "je ne reçois plus vos messages",
                "arrêtez la commande 4711",
                "Je ne veux plus de la livraison de mardi",
                "pouvez-vous m'écrire demain ?",
                "écrivez-moi quand c'est prêt",
                "Supprimez l'article 3 de ma commande"
            })
    void leavesAllElseToTheAgent(String text) {
        assertThat(Revocation.in(text)).isFalse();
    }
}
