package io.omnichannel.platform.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses may be reached on behalf of somebody who is not the operator: the public internet, and nothing of the
 * machine, its networks or its cloud.
 */
public final class PublicAddress {

    /** What IANA keeps for special purposes, metadata services of clouds among it (169.254.169.254, 100.100.100.200). */
    private static final List<Block> SPECIAL = List.of(
            Block.of(8, 0),
            Block.of(8, 10),
            Block.of(10, 100, 64),
            Block.of(8, 127),
            Block.of(16, 169, 254),
            Block.of(12, 172, 16),
            Block.of(24, 192, 0, 0),
            Block.of(24, 192, 0, 2),
            Block.of(24, 192, 88, 99),
            Block.of(16, 192, 168),
            Block.of(15, 198, 18),
            Block.of(24, 198, 51, 100),
            Block.of(24, 203, 0, 113),
            Block.of(3, 224));

    private static final Block GLOBAL_UNICAST = Block.of(3, 0x20);

    /** Within global unicast: protocol assignments with Teredo, documentation, 6to4, and documentation once more. */
    private static final List<Block> SPECIAL_6 = List.of(
            Block.of(23, 0x20, 0x01, 0x00),
            Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
            Block.of(16, 0x20, 0x02),
            Block.of(20, 0x3f, 0xff, 0x00));

    private PublicAddress() {}

    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address four -> SPECIAL.stream().noneMatch(block -> block.contains(bytes));
            case Inet6Address six ->
                GLOBAL_UNICAST.contains(bytes) && SPECIAL_6.stream().noneMatch(block -> block.contains(bytes));
            default -> false;
        };
    }

    /** The first bits that a range of addresses has in common. */
    private record Block(int bits, byte[] prefix) {

        static Block of(int bits, int... prefix) {
            byte[] bytes = new byte[(bits + 7) / 8];
            for (int i = 0; i < Math.min(bytes.length, prefix.length); i++) {
                bytes[i] = (byte) prefix[i];
            }
            return new Block(bits, bytes);
        }

        boolean contains(byte[] address) {
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
                return false;
            }
            int mask = 0xff << (8 - bits % 8) & 0xff;
            return bits % 8 == 0 || (address[whole] & mask) == (prefix[whole] & mask);
        }
    }
}
