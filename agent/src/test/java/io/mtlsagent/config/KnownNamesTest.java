package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownNamesTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "mdoe,mode",
    "Mode,mode",
    "identity.cert,identity.key",
    "identity.certificat,identity.certificate",
    "trust.certificate,trust.certificates",
    "revocation.crls,revocation.crl",
    "client.exclude_hosts,client.exclude-hosts",
    "on-config-eror,on-config-error",
    "serverports,server.ports",
    "user.rule,user.rules",
  })
  void anUnknownKeySuggestsTheNearest(String written, String nearest) {
    assertThatThrownBy(Written.complete(directory, written + "=x")::load)
        .hasMessageContaining(": " + written + ": is not a known key (line 4). Did you mean ")
        .hasMessageContaining("Did you mean " + nearest + "?");
  }

  @Test
  void aKeyLikeNoneSuggestsNothing() {
    assertThatThrownBy(Written.complete(directory, "zzz.qqqqqqqqqqqqqqqqq=x")::load)
        .hasMessageContaining("is not a known key (line 4). Remove it;");
  }

  @Test
  void theValueOfAnUnknownKeyIsNotShown() {
    assertThatThrownBy(Written.complete(directory, "identity.key.pasword=hunter2")::load)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void aKeySetTwiceIsRefusedWithBothLines() {
    assertThatThrownBy(
            Written.complete(directory, "mode=observe", "", "# again", "mode=enforce")::load)
        .hasMessageContaining("mode: is set twice, in line 4 and in line 7. Remove one");
  }

  @Test
  void theSameKeyInTwoProfilesIsNotSetTwice() throws Exception {
    Written.complete(directory, "mode=off", "%a.mode=off", "%b.mode=off").load();
  }

  @Test
  void everyDeclaredKeyIsInTheTable() throws Exception {
    List<Object> declared = new ArrayList<>();
    for (Class<?> table : new Class<?>[] {Keys.class, MaterialKeys.class, LimitKeys.class}) {
      for (Field field : table.getDeclaredFields()) {
        if (field.getType() == Key.class && Modifier.isStatic(field.getModifiers())) {
          declared.add(field.get(null));
        }
      }
    }
    assertThat(Keys.all()).containsExactlyInAnyOrderElementsOf(keys(declared));
  }

  private static List<Key<?>> keys(List<Object> objects) {
    List<Key<?>> keys = new ArrayList<>();
    for (Object object : objects) {
      keys.add((Key<?>) object);
    }
    return keys;
  }

  @Test
  void noTwoKeysShareAnEnvironmentVariable() {
    assertThat(Keys.all()).extracting(Key::environmentName).doesNotHaveDuplicates();
    assertThat(Keys.all()).extracting(Key::name).doesNotHaveDuplicates();
  }

  @Test
  void everyDefaultIsAValueOfItsKey() throws Exception {
    for (Key<?> key : Keys.all()) {
      String text = key.defaultText();
      if (text != null) {
        assertThat(key.parser().parse(text, new Place(directory.toFile(), key.name())))
            .as(key.name())
            .isNotNull();
      }
    }
  }

  @Test
  void everyKeyThatIsSetIsRead() {
    for (Key<?> key : Keys.all()) {
      if (!key.isFamily()) {
        // Whoever reads it stumbles over the placeholder.
        Written written = Written.complete(directory);
        written.sys("mtls.agent." + key.name(), "${env:NOPE}");
        assertThatThrownBy(written::load)
            .as(key.name())
            .hasMessageContaining(key.name() + ": ${env:NOPE} cannot be resolved");
      }
    }
  }
}
