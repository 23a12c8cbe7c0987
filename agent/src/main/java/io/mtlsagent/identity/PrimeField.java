package io.mtlsagent.identity;

import java.math.BigInteger;

/**
 * Arithmetic modulo an odd prime by Montgomery's method, on numbers of 28 bits in arrays, lowest
 * first: in a cold JVM a third of the time that {@code BigInteger} takes. Its time depends on the
 * numbers.
 *
 * <p>R, which Montgomery's method divides by, is at least 2<sup>20</sup> times the prime p. So the
 * product of two numbers below 256 p is below 2 p, and nothing here needs to be brought below p.
 */
final class PrimeField {

  private static final int BITS = 28;
  private static final int SPARE_BITS = 20;
  private static final long MASK = (1L << BITS) - 1;

  private final BigInteger prime;
  private final int size;
  private final long[] modulus;

  /** Minus one over the lowest number of the modulus, modulo 2^28. */
  private final long factor;

  private final long[] one;

  PrimeField(BigInteger prime) {
    this.prime = prime;
    this.size = (prime.bitLength() + SPARE_BITS + BITS - 1) / BITS;
    this.modulus = split(prime);
    this.factor =
        (1L << BITS)
            - BigInteger.valueOf(modulus[0]).modInverse(BigInteger.ONE.shiftLeft(BITS)).longValue();
    this.one = of(BigInteger.ONE);
  }

  /** A number of this field, as the other methods take it. */
  long[] of(BigInteger number) {
    return split(number.shiftLeft(BITS * size).mod(prime));
  }

  long[] one() {
    return one;
  }

  /** Whether two numbers are the same modulo the prime. */
  boolean areEqual(long[] left, long[] right) {
    return join(left).subtract(join(right)).mod(prime).signum() == 0;
  }

  /** The factors below 256 p, the product below 2 p. */
  long[] product(long[] left, long[] right) {
    int last = size - 1;
    long[] product = new long[size];
    for (int i = 0; i < size; i++) {
      long digit = left[i];
      long low = product[0] + digit * right[0];
      long multiple = (low * factor) & MASK;
      long carry = (low + multiple * modulus[0]) >>> BITS;
      for (int j = 1; j < size; j++) {
        carry += product[j] + digit * right[j] + multiple * modulus[j];
        product[j - 1] = carry & MASK;
        carry >>>= BITS;
      }
      product[last] = carry;
    }
    return product;
  }

  /** Below the sum of both bounds. */
  long[] sum(long[] left, long[] right) {
    long[] sum = new long[size];
    long carry = 0;
    for (int i = 0; i < size; i++) {
      carry += left[i] + right[i];
      sum[i] = carry & MASK;
      carry >>>= BITS;
    }
    return sum;
  }

  /** The right one below 64 p, the difference below the bound of the left one and 64 p. */
  long[] difference(long[] left, long[] right) {
    long[] difference = new long[size];
    long carry = 0;
    for (int i = 0; i < size; i++) {
      carry += left[i] - right[i] + (modulus[i] << 6);
      difference[i] = carry & MASK;
      carry >>= BITS;
    }
    return difference;
  }

  /** The same number below 2 p, of one below 256 p. */
  long[] reduced(long[] number) {
    return product(number, one);
  }

  private long[] split(BigInteger number) {
    long[] digits = new long[size];
    for (int i = 0; i < size; i++) {
      digits[i] = number.shiftRight(BITS * i).longValue() & MASK;
    }
    return digits;
  }

  private static BigInteger join(long[] digits) {
    BigInteger number = BigInteger.ZERO;
    for (int i = digits.length - 1; i >= 0; i--) {
      number = number.shiftLeft(BITS).add(BigInteger.valueOf(digits[i]));
    }
    return number;
  }
}
