package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.revocation.RevocationCheck;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public x509-limbo cases, which lie beside the project and not in it. */
class ConformanceTest {

  /**
   * What is accepted on purpose, for the sake of private CAs: lists without a number (openssl's
   * default), absent key identifiers, basic constraints that are not critical (keytool's default),
   * roots whose key identifier also names issuer and serial (easy-rsa's default), and common names
   * that describe a server instead of naming it.
   */
  private static final Set<String> DELIBERATE =
      Set.of(
          "limbo::crl::crlnumber-missing",
          "limbo::rfc5280::aki::leaf-missing-aki",
          "limbo::rfc5280::aki::intermediate-missing-aki",
          "limbo::rfc5280::ski::root-missing-ski",
          "limbo::rfc5280::ski::intermediate-missing-ski",
          "limbo::rfc5280::root-non-critical-basic-constraints",
          "limbo::webpki::aki::root-with-aki-all-fields",
          "limbo::webpki::cn::not-in-san");

  @TempDir Path directory;

  @Test
  void limboCasesAreJudgedAsExpected() throws Exception {
    Path file = limbo();
    assumeTrue(file != null, "shared/conformance/limbo.json is not there");
    List<String> wronglyAccepted = new ArrayList<>();
    List<String> wronglyRefused = new ArrayList<>();
    List<String> slow = new ArrayList<>();
    int hard = 0;
    for (Map<String, Object> test : cases(file)) {
      if (!(boolean) test.get("applicable") || (boolean) test.get("soft")) {
        continue;
      }
      hard++;
      long start = System.nanoTime();
      String refusal = judge(test);
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis > 250) {
        slow.add(test.get("id") + " " + millis + " ms");
      }
      boolean expected = test.get("expected").equals("ACCEPT");
      if (refusal.isEmpty() && !expected) {
        wronglyAccepted.add((String) test.get("id"));
      } else if (!refusal.isEmpty() && expected) {
        wronglyRefused.add(test.get("id") + ": " + refusal);
      }
    }
    System.err.printf(
        "limbo: %d hard cases, wrongly accepted %d %s, wrongly refused %d %s, slow %s%n",
        hard, wronglyAccepted.size(), wronglyAccepted, wronglyRefused.size(), wronglyRefused, slow);
    assertThat(wronglyAccepted).isSubsetOf(DELIBERATE);
    assertThat(wronglyRefused).hasSizeLessThanOrEqualTo(3);
  }

  private static Path limbo() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null) {
      Path file = here.resolve("shared/conformance/limbo.json");
      if (Files.isReadable(file)) {
        return file;
      }
      here = here.getParent();
    }
    return null;
  }

  /** Empty if accepted, else why not. */
  @SuppressWarnings("unchecked")
  private String judge(Map<String, Object> test) throws Exception {
    List<X509Certificate> anchors = new ArrayList<>();
    List<X509Certificate> chain = new ArrayList<>();
    try {
      addAll(anchors, (List<String>) test.get("anchors"));
      addAll(chain, (List<String>) test.get("chain"));
      addAll(chain, (List<String>) test.get("pool"));
    } catch (CertificateException e) {
      return "undecodable";
    }
    String time = (String) test.get("time");
    Clock clock =
        time == null ? Clock.systemUTC() : Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    RevocationCheck revocation = RevocationCheck.off();
    if (Boolean.TRUE.equals(test.get("revocation"))) {
      try {
        revocation =
            RevocationCheck.of(
                RevocationPolicy.STRICT,
                CrlStore.open(crls((List<String>) test.get("crls")), clock));
      } catch (ConfigurationException e) {
        return e.getMessage();
      }
    }
    TrustRequirements requirements = TrustRequirements.defaults();
    Object depth = test.get("maxDepth");
    if (depth != null) {
      requirements =
          requirements.withLimits(
              PathLimits.defaults().withPathLength(((Number) depth).intValue()));
    }
    boolean server = test.get("kind").equals("SERVER");
    String host = (String) test.get("host");
    Verdict verdict =
        new PeerVerifier(anchors, revocation, clock, requirements)
            .verify(
                chain,
                server ? Role.CLIENT : Role.SERVER,
                host == null ? ExpectedName.notChecked() : ExpectedName.of(host));
    return verdict.isAccepted() ? "" : verdict.rejection().get().toString();
  }

  private List<File> crls(List<String> encoded) throws Exception {
    List<File> files = new ArrayList<>();
    for (String crl : encoded) {
      Path file = Files.createTempFile(directory, "limbo", ".crl");
      Files.write(file, Base64.getDecoder().decode(crl));
      files.add(file.toFile());
    }
    return files;
  }

  private static void addAll(List<X509Certificate> certificates, List<String> encoded)
      throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (String certificate : encoded) {
      certificates.add(
          (X509Certificate)
              factory.generateCertificate(
                  new ByteArrayInputStream(Base64.getDecoder().decode(certificate))));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> cases(Path file) throws Exception {
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      parser.nextToken();
      Map<String, Object> whole = (Map<String, Object>) value(parser);
      return (List<Map<String, Object>>) whole.get("cases");
    }
  }

  private static Object value(JsonParser parser) throws Exception {
    switch (parser.currentToken()) {
      case START_OBJECT:
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        return map;
      case START_ARRAY:
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        return list;
      case VALUE_TRUE:
        return true;
      case VALUE_FALSE:
        return false;
      case VALUE_NUMBER_INT:
        return parser.getIntValue();
      case VALUE_NULL:
        return null;
      default:
        return parser.getText();
    }
  }
}
