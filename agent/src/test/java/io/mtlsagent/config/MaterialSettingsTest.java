package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterialSettingsTest {

  private static final String TRUST = "trust.certificates=ca.crt";

  @TempDir Path directory;

  @Test
  void pemFilesAreRelativeToTheConfiguration() throws Exception {
    IdentitySettings identity =
        Written.complete(directory, "identity.key.password=geheim").load().topLevel().identity();

    assertThat(identity.keyStore()).isNull();
    assertThat(identity.pem().certificate()).isEqualTo(directory.resolve("own.crt").toFile());
    assertThat(identity.pem().key()).isEqualTo(directory.resolve("own.key").toFile());
    assertThat(identity.pem().keyPassword()).isEqualTo(Secret.of("geheim"));
  }

  @Test
  void aKeyStoreIsTheOtherWay() throws Exception {
    IdentitySettings identity =
        Written.bare(
                directory,
                TRUST,
                "identity.keystore=/etc/own.p12",
                "identity.keystore.password=a b ",
                "identity.keystore.type=PKCS12",
                "identity.keystore.alias=own")
            .load()
            .topLevel()
            .identity();

    assertThat(identity.pem()).isNull();
    assertThat(identity.keyStore().file()).hasToString("/etc/own.p12");
    assertThat(identity.keyStore().password().characters()).containsExactly('a', ' ', 'b', ' ');
    assertThat(identity.keyStore().type()).isEqualTo("PKCS12");
    assertThat(identity.keyStore().alias()).isEqualTo("own");
  }

  @Test
  void aPasswordMayBeEmptyButNotForgotten() throws Exception {
    KeyStoreSettings empty =
        Written.bare(directory, TRUST, "identity.keystore=a", "identity.keystore.password=")
            .load()
            .topLevel()
            .identity()
            .keyStore();
    KeyStoreSettings none =
        Written.bare(directory, TRUST, "identity.keystore=a")
            .load()
            .topLevel()
            .identity()
            .keyStore();

    assertThat(empty.password()).isEqualTo(Secret.of(""));
    assertThat(none.password()).isNull();
    assertThat(none.type()).isNull();
    assertThat(none.alias()).isNull();
  }

  @Test
  void aPasswordNeverShows() {
    assertThat(Secret.of("hunter2")).hasToString("***");
  }

  @Test
  void aKeyStoreWithoutAFileNeedsAType() throws Exception {
    assertThatThrownBy(Written.bare(directory, TRUST, "identity.keystore=NONE")::load)
        .hasMessageContaining("Set identity.keystore.type to its type");
    KeyStoreSettings token =
        Written.bare(directory, TRUST, "identity.keystore=NONE", "identity.keystore.type=PKCS11")
            .load()
            .topLevel()
            .identity()
            .keyStore();
    assertThat(token.file()).isNull();
  }

  @Test
  void pemFilesAndKeyStoreDoNotMix() {
    assertThatThrownBy(Written.complete(directory, "identity.keystore=own.p12")::load)
        .hasMessageContaining("identity.keystore: is set beside identity.certificate. Keep either");
  }

  @Test
  void certificateAndKeyComeTogether() {
    assertThatThrownBy(Written.bare(directory, TRUST, "identity.certificate=a")::load)
        .hasMessageContaining("identity.key: is missing, though identity.certificate is set");
    assertThatThrownBy(Written.bare(directory, TRUST, "identity.key=a")::load)
        .hasMessageContaining("identity.certificate: is missing, though identity.key is set");
    assertThatThrownBy(Written.bare(directory, TRUST, "identity.key.password=a")::load)
        .hasMessageContaining(
            "identity.certificate: is missing, though identity.key.password is set");
  }

  @Test
  void keysOfAKeyStoreNeedTheKeyStore() {
    for (String key : new String[] {"password", "type", "alias"}) {
      assertThatThrownBy(Written.complete(directory, "identity.keystore." + key + "=a")::load)
          .hasMessageContaining(
              "identity.keystore." + key + ": is set, but identity.keystore is not");
    }
    for (String key : new String[] {"password", "type"}) {
      assertThatThrownBy(Written.complete(directory, "trust.keystore." + key + "=a")::load)
          .hasMessageContaining("trust.keystore." + key + ": is set, but trust.keystore is not");
    }
  }

  @Test
  void halfAnIdentityIsAnErrorInModeOffToo() {
    assertThatThrownBy(Written.bare(directory, "mode=off", "identity.key=a")::load)
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void anchorsAreInFilesOrInAStore() throws Exception {
    String identity = "identity.certificate=own.crt\nidentity.key=own.key";
    TrustSettings files = Written.complete(directory).load().topLevel().trust();
    TrustSettings store =
        Written.bare(
                directory, identity, "trust.keystore=t.jks", "trust.keystore.password=changeit")
            .load()
            .topLevel()
            .trust();

    assertThat(files.certificates()).hasSize(1);
    assertThat(files.keyStore()).isNull();
    assertThat(store.certificates()).isEmpty();
    assertThat(store.keyStore().file()).isEqualTo(directory.resolve("t.jks").toFile());
    assertThat(store.keyStore().password()).isEqualTo(Secret.of("changeit"));
    assertThatThrownBy(Written.complete(directory, "trust.keystore=t.jks")::load)
        .hasMessageContaining("trust.keystore: is set beside trust.certificates");
  }
}
