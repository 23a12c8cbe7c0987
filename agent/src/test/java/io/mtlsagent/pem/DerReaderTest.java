package io.mtlsagent.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerReaderTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 100_000})
  void lengthOfAnySizeIsRead(int length) throws Exception {
    byte[] der = new DERSequence(new DEROctetString(new byte[length])).getEncoded();

    DerReader inside = DerReader.of(der).enter(DerReader.SEQUENCE);

    assertThat(inside.content(DerReader.OCTET_STRING)).hasSize(length);
    assertThat(inside.hasMore()).isFalse();
    assertThat(DerReader.isOneSequence(der)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.840.113549.1.1.1",
        "1.3.101.112",
        "2.16.840.1.101.3.4.1.42",
        "0.9.1",
        "2.999"
      })
  void objectIdentifierIsRead(String dotted) throws Exception {
    assertThat(DerReader.of(new ASN1ObjectIdentifier(dotted).getEncoded()).objectIdentifier())
        .isEqualTo(dotted);
  }

  @Test
  void numberBeyondAnIntIsRefused() throws Exception {
    assertThat(DerReader.of(new ASN1Integer(Integer.MAX_VALUE).getEncoded()).smallInteger())
        .isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> DerReader.of(new ASN1Integer(1L << 31).getEncoded()).smallInteger())
        .isInstanceOf(DerException.class);
  }

  @Test
  void sequenceThatIsCutOffOrFollowedByMoreIsNotOne() throws Exception {
    byte[] der = new DERSequence(new DEROctetString(new byte[200])).getEncoded();

    assertThat(DerReader.isOneSequence(Arrays.copyOf(der, der.length - 1))).isFalse();
    assertThat(DerReader.isOneSequence(Arrays.copyOf(der, der.length + 1))).isFalse();
    assertThat(DerReader.isOneSequence(new byte[0])).isFalse();
  }

  @Property(tries = 1000)
  void anyBytesAreWalkedOverOrRefused(@ForAll byte[] bytes) {
    DerReader reader = DerReader.of(bytes);
    try {
      while (reader.hasMore()) {
        reader.element();
      }
    } catch (DerException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }
}
