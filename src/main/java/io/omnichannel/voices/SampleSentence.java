package io.omnichannel.voices;

import java.util.Locale;

/** What a voice says of itself where nobody told it what to say. */
final class SampleSentence {

    private SampleSentence() {}

    /** In the voice's language where we know one, else in English. */
    static String of(Locale language, String name) {
        return switch (language.getLanguage()) {
            case "fr" -> "Bonjour, je suis " + name + ". Comment puis-je vous aider aujourd'hui ?";
            case "de" -> "Guten Tag, ich bin " + name + ". Wie kann ich Ihnen heute helfen?";
            case "es" -> "Hola, soy " + name + ". ¿En qué puedo ayudarle hoy?";
            case "it" -> "Buongiorno, sono " + name + ". Come posso aiutarla oggi?";
            case "pt" -> "Olá, eu sou " + name + ". Como posso ajudar hoje?";
            case "nl" -> "Hallo, ik ben " + name + ". Waarmee kan ik u vandaag helpen?";
            default -> "Hello, I am " + name + ". How can I help you today?";
        };
    }
}
