package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {

  @TempDir Path directory;

  private Written service(String value) {
    return Written.complete(directory, "service.name=" + value);
  }

  @Test
  void environmentVariablesAndSystemPropertiesArePutIn() throws Exception {
    Written written =
        service("${env:APP}-${sys:app.zone}!").env("APP", "orders").sys("app.zone", "eu");

    assertThat(written.load().serviceName()).isEqualTo("orders-eu!");
  }

  @Test
  void aFileIsPutInTrimmedAndWatched() throws Exception {
    Files.writeString(directory.resolve("name.txt"), "  orders\n");
    Configuration configuration = service("${file:name.txt}").load();

    assertThat(configuration.serviceName()).isEqualTo("orders");
    assertThat(configuration.sources())
        .containsExactly(configuration.file(), directory.resolve("name.txt").toFile());
  }

  @Test
  void aDefaultCountsWhereThereIsNothingOrItIsEmpty() throws Exception {
    Files.writeString(directory.resolve("empty"), "\n");

    assertThat(service("${env:NOPE:-a}").load().serviceName()).isEqualTo("a");
    assertThat(service("${env:E:-b}").env("E", "").load().serviceName()).isEqualTo("b");
    assertThat(service("${sys:nope:-c:-d}").load().serviceName()).isEqualTo("c:-d");
    assertThat(service("${file:nope:-e}").load().serviceName()).isEqualTo("e");
    assertThat(service("${file:empty:-f}").load().serviceName()).isEqualTo("f");
    assertThat(service("${env:NOPE:-}").load().serviceName()).isNull();
    assertThat(service("${env:A:-x}").env("A", "y").load().serviceName()).isEqualTo("y");
  }

  @Test
  void aDefaultMayHoldPlaceholders() throws Exception {
    assertThat(service("${env:NOPE:-${sys:b:-c}}.").sys("b", "d").load().serviceName())
        .isEqualTo("d.");
  }

  @Test
  void whatWasPutInIsNotLookedAtAgain() throws Exception {
    assertThat(service("${env:A}").env("A", "${env:B}").load().serviceName()).isEqualTo("${env:B}");
  }

  @Test
  void twoDollarSignsStandForOne() throws Exception {
    assertThat(service("$${env:A} $1 $ $$").load().serviceName()).isEqualTo("${env:A} $1 $ $$");
  }

  @Test
  void whatCannotBeResolvedIsAnError() {
    for (String reference : new String[] {"env:NOPE", "sys:nope", "file:nope"}) {
      assertThatThrownBy(service("${" + reference + "}")::load)
          .hasMessageContaining(
              "service.name: ${" + reference + "} cannot be resolved (line 4). Set it, or give");
    }
  }

  @Test
  void aPlaceholderOfAnotherKindIsAnError() {
    for (String text : new String[] {"${HOME}", "${vault:x}", "${}", "${file:}", "${ENV:A}"}) {
      assertThatThrownBy(service(text)::load).hasMessageContaining("is not a placeholder");
    }
  }

  @Test
  void aPlaceholderThatIsNotClosedIsAnError() {
    assertThatThrownBy(service("${env:A")::load).hasMessageContaining("is not closed");
    assertThatThrownBy(service("${env:A:-${env:B}")::load).hasMessageContaining("is not closed");
  }

  @Test
  void aDirectoryIsNoSecretFile() {
    assertThatThrownBy(service("${file:.:-x}")::load).hasMessageContaining("is a directory");
  }

  @Test
  void anOverriddenPlaceholderNeedNotResolve() throws Exception {
    assertThat(service("${env:NOPE}").env("MTLS_AGENT_SERVICE_NAME", "a").load().serviceName())
        .isEqualTo("a");
  }

  @Test
  void overridesMayHoldPlaceholdersToo() throws Exception {
    assertThat(service("x").env("MTLS_AGENT_SERVICE_NAME", "${env:A}").env("A", "b").load())
        .extracting(Configuration::serviceName)
        .isEqualTo("b");
  }

  @Test
  void whatAPlaceholderStandsForIsNeverShownInAnError() throws Exception {
    Files.writeString(directory.resolve("secret"), "hunter2");
    String[] lines = {
      "mode=",
      "server.ports=",
      "client.hosts=:",
      "reload.interval=",
      "audit.rotate.size=",
      "tls.protocols=",
      "user.required=",
      "audit.rotate.keep="
    };
    for (String line : lines) {
      assertThatThrownBy(Written.complete(directory, line + "${file:secret}")::load)
          .hasMessageContaining("the value of '")
          .hasMessageContaining("${file:secret}', or a part of it, ")
          .message()
          .doesNotContain("hunter2");
    }
  }
}
