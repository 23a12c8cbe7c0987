package io.mtlsagent.identity;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.pem.FileContent;
import io.mtlsagent.pem.Fingerprint;
import java.io.File;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An identity in a key store: {@code identity.keystore} and its companions. */
final class KeyStoreIdentity extends IdentitySource {

  private final @Nullable File file;
  private final @Nullable String type;
  private final @Nullable String alias;
  private final String key;

  KeyStoreIdentity(
      @Nullable File file, @Nullable String type, @Nullable String alias, String keyPrefix) {
    this.file = file;
    this.type = type;
    this.alias = alias;
    this.key = keyPrefix + ".keystore";
  }

  @Override
  List<FileContent> contents() throws ConfigurationException {
    return file == null
        ? Collections.<FileContent>emptyList()
        : Collections.singletonList(FileContent.read(file, key));
  }

  @Override
  Identity parse(List<FileContent> contents, char @Nullable [] password, Fingerprint fingerprint)
      throws ConfigurationException {
    FileContent content = contents.isEmpty() ? null : contents.get(0);
    KeyStoreReader reader = new KeyStoreReader(key, type);
    KeyStoreContent.KeyEntry entry = choose(reader.read(content, password));
    OwnKey own;
    try {
      own = entry.key().unlock();
    } catch (WrongPasswordException e) {
      throw reader.wrongPassword(path(), password);
    } catch (UnusableKeyException e) {
      throw error(key, e.problem(), e.mend().replace("FILE", path()));
    }
    for (X509Certificate candidate : entry.certificates()) {
      if (KeyMatch.belong(own, candidate.getPublicKey())) {
        return new Identity(
            own.privateKey(), CertificateChain.of(candidate, entry.certificates()), fingerprint);
      }
    }
    throw error(
        key,
        entry.certificates().isEmpty()
            ? "the key " + entry.alias() + " comes without a certificate"
            : "the key "
                + entry.alias()
                + " does not belong to the certificate "
                + entry.certificates().get(0).getSubjectX500Principal()
                + " beside it",
        "Make the store anew from the key and the certificate that was issued for it");
  }

  private KeyStoreContent.KeyEntry choose(KeyStoreContent content) throws ConfigurationException {
    if (content.keys().isEmpty()) {
      throw error(
          key,
          "the key store holds no private key",
          "Name a key store with a key and its certificate; one with trusted certificates alone"
              + " belongs to trust.keystore");
    }
    if (alias == null) {
      if (content.keys().size() > 1) {
        throw error(
            key + ".alias",
            "the key store holds several keys: " + content.aliases(),
            "Set " + key + ".alias to one of them");
      }
      return content.keys().get(0);
    }
    KeyStoreContent.KeyEntry entry = content.key(alias);
    if (entry == null) {
      throw error(
          key + ".alias",
          "the key store has no key " + alias + ", but " + content.aliases(),
          "Correct " + key + ".alias");
    }
    return entry;
  }

  private ConfigurationException error(String wrongKey, String problem, String mend) {
    return new ConfigurationException(path(), wrongKey, problem, mend);
  }

  private String path() {
    return file == null ? String.valueOf(type) : file.getPath();
  }
}
