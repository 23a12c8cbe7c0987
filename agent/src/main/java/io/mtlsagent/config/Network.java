package io.mtlsagent.config;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A block of IP addresses in CIDR notation (RFC 4632), or a single address. */
public final class Network {

  private static final int MAPPED_PREFIX_BITS = 96;

  private final byte[] address;
  private final int prefixBits;

  private Network(byte[] address, int prefixBits) {
    this.address = address;
    this.prefixBits = prefixBits;
  }

  /** Reads {@code 10.0.0.0/8}, {@code 10.1.2.3}, {@code 2001:db8::/32}, {@code ::1}; else null. */
  public static @Nullable Network parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    byte @Nullable [] address = IpLiteral.parse(literal);
    if (address == null) {
      return null;
    }
    int bits = address.length * 8;
    if (slash < 0) {
      return new Network(address, bits);
    }
    // A mapped block such as ::ffff:10.0.0.0/104 counts its bits from the start of IPv6.
    int skipped = literal.indexOf(':') >= 0 && bits == 32 ? MAPPED_PREFIX_BITS : 0;
    long prefix = Decimal.parse(text.substring(slash + 1), bits + skipped);
    return prefix < skipped ? null : new Network(address, (int) prefix - skipped);
  }

  /**
   * Whether an address lies in the block.
   *
   * @param candidate 4 or 16 bytes, not IPv4-mapped
   */
  public boolean contains(byte[] candidate) {
    if (candidate.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit += 8) {
      int shift = Math.max(0, 8 - (prefixBits - bit));
      int difference = (address[bit / 8] ^ candidate[bit / 8]) & 0xFF;
      if (difference >> shift != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of another block lies in this one. */
  public boolean contains(Network other) {
    return prefixBits <= other.prefixBits && contains(other.address);
  }

  /** Whether the address has bits beyond the prefix, which is nearly always a slip of the pen. */
  public boolean hasHostBits() {
    byte[] masked = new byte[address.length];
    for (int bit = 0; bit < prefixBits; bit++) {
      masked[bit / 8] |= (byte) (address[bit / 8] & (0x80 >> (bit % 8)));
    }
    return !Arrays.equals(masked, address);
  }
}
