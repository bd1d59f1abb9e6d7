package io.omnichannel.faults;

import io.omnichannel.simulator.rest.SimulatedText;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What a crowd of customers writes, by text and WhatsApp; no two messages say the same. The same seed writes the same. */
final class Texts {

    private final Random random;
    private final List<String> numbers;
    private final int customers;
    private int written;

    /** @param numbers of the tenants */
    Texts(long seed, List<String> numbers, int customers) {
        this.random = new Random(seed);
        this.numbers = numbers;
        this.customers = customers;
    }

    List<SimulatedText> write(int count) {
        return IntStream.range(0, count).mapToObj(any -> next()).toList();
    }

    /** A customer always writes to the same tenant, and on the channel they like. */
    synchronized SimulatedText next() {
        int customer = random.nextInt(customers);
        String from = "+3361%07d".formatted(customer);
        String to = numbers.get(customer % numbers.size());
        String body = "Bonjour, ceci est mon message n° %05d".formatted(++written);
        return customer % 4 == 0 ? SimulatedText.whatsapp(from, to, body) : SimulatedText.sms(from, to, body);
    }
}
