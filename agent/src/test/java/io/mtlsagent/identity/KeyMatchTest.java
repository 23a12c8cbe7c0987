package io.mtlsagent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.testing.Keys;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMatchTest {

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "RSASSA-PSS", "EC", "Ed25519", "Ed448"})
  void keyBelongsToItsOwnHalfAlone(String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    KeyPair pair = generator.generateKeyPair();
    KeyPair other = generator.generateKeyPair();

    assertThat(KeyMatch.belong(new OwnKey(pair.getPrivate(), null), pair.getPublic())).isTrue();
    assertThat(KeyMatch.belong(new OwnKey(pair.getPrivate(), null), other.getPublic())).isFalse();
  }

  /** Fail closed: it shows no numbers, and no provider can sign with it. */
  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void keyThatCannotBeComparedDoesNotBelong(String algorithm) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();

    assertThat(KeyMatch.belong(new OwnKey(opaque(pair.getPrivate()), null), pair.getPublic()))
        .isFalse();
  }

  @Test
  void keyOfAnotherCurveOrKindDoesNotBelong() {
    OwnKey p256 = new OwnKey(Keys.ec().getPrivate(), null);

    assertThat(KeyMatch.belong(p256, Keys.ec("secp384r1").getPublic())).isFalse();
    assertThat(KeyMatch.belong(p256, Keys.rsa(2048).getPublic())).isFalse();
    assertThat(KeyMatch.belong(p256, Keys.ed25519().getPublic())).isFalse();
  }

  @Test
  void publicHalfInTheKeyFileDecides() {
    KeyPair pair = Keys.ec();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length);

    assertThat(KeyMatch.belong(new OwnKey(pair.getPrivate(), point), pair.getPublic())).isTrue();
    for (int at : List.of(0, 1, 64)) {
      byte[] another = point.clone();
      another[at] ^= 1;
      assertThat(KeyMatch.belong(new OwnKey(pair.getPrivate(), another), pair.getPublic()))
          .isFalse();
    }
  }

  private static PrivateKey opaque(PrivateKey key) {
    return new PrivateKey() {
      @Override
      public String getAlgorithm() {
        return key.getAlgorithm();
      }

      @Override
      public String getFormat() {
        return null;
      }

      @Override
      public byte[] getEncoded() {
        return null;
      }
    };
  }
}
