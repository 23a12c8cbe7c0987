package io.mtlsagent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.testing.Keys;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointMultiplicationTest {

  private static final ECParameterSpec P256 = ((ECPublicKey) Keys.ec().getPublic()).getParams();

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  void privateKeyYieldsItsPublicKeyAndNoOther(String curve) throws Exception {
    for (int i = 0; i < 20; i++) {
      KeyPair pair = Keys.ec(curve);
      ECPrivateKey privateKey = (ECPrivateKey) pair.getPrivate();

      assertThat(PointMultiplication.yields(privateKey, (ECPublicKey) pair.getPublic())).isTrue();
      assertThat(PointMultiplication.yields(privateKey, (ECPublicKey) Keys.ec(curve).getPublic()))
          .isFalse();
    }
  }

  @RepeatedTest(5)
  void mirroredPublicKeyIsAnother() throws Exception {
    KeyPair pair = Keys.ec();
    ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
    BigInteger prime = ((ECFieldFp) P256.getCurve().getField()).getP();
    ECPoint mirrored = new ECPoint(point.getAffineX(), prime.subtract(point.getAffineY()));

    assertThat(PointMultiplication.yields((ECPrivateKey) pair.getPrivate(), publicKey(mirrored)))
        .isFalse();
  }

  @Test
  void oneYieldsTheGeneratorAndItsOppositeTheMirroredOne() throws Exception {
    ECPoint generator = P256.getGenerator();
    BigInteger prime = ((ECFieldFp) P256.getCurve().getField()).getP();
    ECPoint mirrored = new ECPoint(generator.getAffineX(), prime.subtract(generator.getAffineY()));
    BigInteger last = P256.getOrder().subtract(BigInteger.ONE);

    assertThat(yields(BigInteger.ONE, generator)).isTrue();
    assertThat(yields(BigInteger.ONE, mirrored)).isFalse();
    assertThat(yields(last, mirrored)).isTrue();
    assertThat(yields(last, generator)).isFalse();
  }

  /** Its formulas cannot add a point to itself: better a missed key than a wrong one. */
  @Test
  void whatPassesThroughTheGeneratorItselfYieldsNothing() throws Exception {
    BigInteger lastButOne = P256.getOrder().subtract(BigInteger.valueOf(2));

    assertThat(yields(lastButOne, P256.getGenerator())).isFalse();
    assertThat(yields(lastButOne, ((ECPublicKey) Keys.ec().getPublic()).getW())).isFalse();
  }

  private static boolean yields(BigInteger scalar, ECPoint point) throws Exception {
    ECPrivateKey privateKey =
        (ECPrivateKey)
            KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, P256));
    return PointMultiplication.yields(privateKey, publicKey(point));
  }

  private static ECPublicKey publicKey(ECPoint point) throws Exception {
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256));
  }
}
