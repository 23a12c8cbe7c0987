package io.mtlsagent.identity;

import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/**
 * Whether a private key times the generator of its curve is a public key (SEC 1, section 3.2.1). It
 * takes 4 ms in a cold JVM, where the JDK's signing and verifying takes 17 (Java 17) to 40 (25).
 *
 * <p>A slip in this arithmetic can make it miss the public key, but not hit it by chance: so it may
 * say yes, and who hears a no asks the JDK. Its time depends on the key; it runs when a key file is
 * read, and at nobody's request.
 */
final class PointMultiplication {

  private final PrimeField field;
  private final long[] a;
  private final long[] generatorX;
  private final long[] generatorY;
  private final long[] minusGeneratorY;

  /** The point so far, in Jacobian coordinates: (x/z^2, y/z^3). x and z stay below 2 p. */
  private long[] x;

  /** Below 66 p. */
  private long[] y;

  private long[] z;

  private PointMultiplication(BigInteger prime, ECParameterSpec parameters) {
    ECPoint generator = parameters.getGenerator();
    field = new PrimeField(prime);
    a = field.of(parameters.getCurve().getA());
    generatorX = field.of(generator.getAffineX());
    generatorY = field.of(generator.getAffineY());
    minusGeneratorY = field.of(generator.getAffineY().negate());
    x = generatorX;
    y = generatorY;
    z = field.one();
  }

  /**
   * True only if they belong together; false too for curves over other than prime fields.
   *
   * @param publicKey a key of the same curve
   */
  static boolean yields(ECPrivateKey privateKey, ECPublicKey publicKey) {
    ECParameterSpec parameters = privateKey.getParams();
    BigInteger scalar = privateKey.getS();
    if (!(parameters.getCurve().getField() instanceof ECFieldFp) || scalar.signum() <= 0) {
      return false;
    }
    BigInteger prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
    return new PointMultiplication(prime, parameters).multiply(scalar).is(publicKey.getW());
  }

  /**
   * From the highest digit on, with digits of -1, 0 and 1 of which no two neighbours count (the
   * non-adjacent form): digit i is bit i+1 of 3s less bit i+1 of s. The highest is 1.
   */
  private PointMultiplication multiply(BigInteger scalar) {
    BigInteger triple = scalar.shiftLeft(1).add(scalar);
    for (int bit = triple.bitLength() - 2; bit >= 1; bit--) {
      twice();
      boolean plus = triple.testBit(bit);
      if (plus != scalar.testBit(bit)) {
        addGenerator(plus ? generatorY : minusGeneratorY);
      }
    }
    return this;
  }

  /** The point at infinity, with z = 0, is no public key. */
  private boolean is(ECPoint point) {
    long[] zz = field.product(z, z);
    return !field.areEqual(z, field.of(BigInteger.ZERO))
        && field.areEqual(x, field.product(field.of(point.getAffineX()), zz))
        && field.areEqual(y, field.product(field.of(point.getAffineY()), field.product(z, zz)));
  }

  private void twice() {
    long[] yy = field.product(y, y);
    long[] s = fourfold(field.product(x, yy));
    long[] xx = field.product(x, x);
    long[] zz = field.product(z, z);
    long[] m = field.sum(field.sum(doubled(xx), xx), field.product(a, field.product(zz, zz)));
    z = field.product(doubled(y), z);
    x = field.reduced(field.difference(field.product(m, m), doubled(s)));
    long[] eightTimesFourthPower = doubled(fourfold(field.product(yy, yy)));
    y = field.difference(field.product(m, field.difference(s, x)), eightTimesFourthPower);
  }

  /** Where the point is the generator itself, the outcome is z = 0. */
  private void addGenerator(long[] ofGeneratorY) {
    long[] zz = field.product(z, z);
    long[] h = field.difference(field.product(generatorX, zz), x);
    long[] r =
        field.difference(field.product(ofGeneratorY, field.product(z, zz)), field.reduced(y));
    long[] hh = field.product(h, h);
    long[] hhh = field.product(h, hh);
    long[] v = field.product(x, hh);
    x = field.reduced(field.difference(field.product(r, r), field.sum(hhh, doubled(v))));
    long[] old = field.product(y, hhh);
    y = field.difference(field.product(r, field.difference(v, x)), old);
    z = field.product(z, h);
  }

  private long[] doubled(long[] number) {
    return field.sum(number, number);
  }

  private long[] fourfold(long[] number) {
    return doubled(doubled(number));
  }
}
