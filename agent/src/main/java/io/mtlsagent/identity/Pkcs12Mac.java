package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;

/** Checks the seal of a PKCS#12 file: MacData (RFC 7292, section 4) or PBMAC1 (RFC 9579). */
final class Pkcs12Mac {

  private static final String PBMAC1 = "1.2.840.113549.1.5.14";

  private Pkcs12Mac() {}

  /**
   * Checks it.
   *
   * @param macData the content of MacData
   * @throws WrongPasswordException where it does not fit the password and the bytes
   */
  static void verify(DerReader macData, byte[] sealed, char[] password)
      throws DerException, UnusableKeyException, WrongPasswordException {
    DerReader digestInfo = macData.enter(DerReader.SEQUENCE);
    DerReader algorithm = digestInfo.enter(DerReader.SEQUENCE);
    byte[] expected = digestInfo.content(DerReader.OCTET_STRING);
    String name = algorithm.objectIdentifier();
    byte[] found =
        name.equals(PBMAC1)
            ? pbmac1(algorithm.enter(DerReader.SEQUENCE), sealed, password)
            : classic(digest(name), macData, sealed, password);
    if (!MessageDigest.isEqual(expected, found)) {
      throw new WrongPasswordException();
    }
  }

  private static byte[] classic(Digest digest, DerReader macData, byte[] sealed, char[] password)
      throws DerException, UnusableKeyException {
    byte[] salt = macData.content(DerReader.OCTET_STRING);
    int iterations = macData.isNext(DerReader.INTEGER) ? PasswordDecryption.iterations(macData) : 1;
    byte[] secret = PasswordDecryption.pkcs12Bytes(password);
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(digest);
    generator.init(secret, salt, iterations);
    CipherParameters key = generator.generateDerivedMacParameters(digest.getDigestSize() * 8);
    Arrays.fill(secret, (byte) 0);
    return mac(digest, key, sealed);
  }

  private static byte[] pbmac1(DerReader parameters, byte[] sealed, char[] password)
      throws DerException, UnusableKeyException {
    DerReader derivation = parameters.enter(DerReader.SEQUENCE);
    derivation.skip();
    DerReader scheme = parameters.enter(DerReader.SEQUENCE);
    Digest digest = PasswordDecryption.pseudoRandomFunction(scheme);
    CipherParameters key =
        PasswordDecryption.pbkdf2(
            derivation.enter(DerReader.SEQUENCE), password, digest.getDigestSize() * 8);
    return mac(digest, key, sealed);
  }

  private static byte[] mac(Digest digest, CipherParameters key, byte[] sealed) {
    HMac mac = new HMac(digest);
    mac.init(key);
    mac.update(sealed, 0, sealed.length);
    byte[] result = new byte[mac.getMacSize()];
    mac.doFinal(result, 0);
    return result;
  }

  private static Digest digest(String name) throws UnusableKeyException {
    switch (name) {
      case "1.3.14.3.2.26":
        return new SHA1Digest();
      case "2.16.840.1.101.3.4.2.4":
        return new SHA224Digest();
      case "2.16.840.1.101.3.4.2.1":
        return new SHA256Digest();
      case "2.16.840.1.101.3.4.2.2":
        return new SHA384Digest();
      case "2.16.840.1.101.3.4.2.3":
        return new SHA512Digest();
      default:
        throw new UnusableKeyException(
            "is sealed by a method that is not supported (" + name + ")", "Make it anew");
    }
  }
}
