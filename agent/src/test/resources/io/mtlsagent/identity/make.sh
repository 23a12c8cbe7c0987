#!/bin/sh
# Makes the key and certificate files that the tests read, in every format, in the directory $1.
# Needs openssl 3 and keytool. The files beside this script were made by it; the tests run it anew
# where both programs are there. All passwords are "secret". Nothing here protects anything.
set -eu
cd "$1"
days=36500
curve() { openssl genpkey -algorithm EC -pkeyopt "ec_paramgen_curve:$1" -out "$2" 2>/dev/null; }

# issue NAME KEY: a certificate for KEY by the intermediate, and its chain.
issue() {
  openssl req -new -key "$2" -subj "/CN=$1/O=zoo" -out request.pem
  printf '%s\n' 'subjectKeyIdentifier=hash' 'authorityKeyIdentifier=keyid' \
    'keyUsage=critical,digitalSignature' 'extendedKeyUsage=serverAuth,clientAuth' \
    'subjectAltName=DNS:localhost' >extensions
  openssl x509 -req -in request.pem -CA intermediate.crt -CAkey intermediate.key \
    -CAcreateserial -days $days -extfile extensions -out "$1.crt" 2>/dev/null
  cat "$1.crt" intermediate.crt >"$1.chain.crt"
}

curve P-256 ca.key
openssl req -x509 -key ca.key -subj /CN=zoo -days $days -out ca.crt
curve P-256 intermediate.key
openssl req -new -key intermediate.key -subj /CN=keepers -out request.pem
printf '%s\n' 'basicConstraints=critical,CA:true' 'subjectKeyIdentifier=hash' \
  'authorityKeyIdentifier=keyid' 'keyUsage=critical,keyCertSign,cRLSign' >extensions
openssl x509 -req -in request.pem -CA ca.crt -CAkey ca.key -CAcreateserial -days $days \
  -extfile extensions -out intermediate.crt 2>/dev/null

curve P-256 ec.key
curve P-384 ec384.key
curve P-521 ec521.key
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.key 2>/dev/null
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out rsapss.key 2>/dev/null
openssl genpkey -algorithm ED25519 -out ed25519.key
openssl genpkey -algorithm ED448 -out ed448.key
for name in ec ec384 ec521 rsa rsapss ed25519 ed448; do issue $name $name.key; done

# Plain, in the older formats.
openssl ec -in ec.key -out ec.sec1.key 2>/dev/null
{ openssl ecparam -name prime256v1; cat ec.sec1.key; } >ec.sec1-parameters.key
openssl ec -in ec.key -no_public -out ec.sec1-no-public.key 2>/dev/null
openssl pkcs8 -topk8 -nocrypt -in ec.sec1-no-public.key -out ec.no-public.key
openssl rsa -in rsa.key -traditional -out rsa.pkcs1.key 2>/dev/null

# Encrypted, as PKCS#8.
encrypt() { out=$1; shift; openssl pkcs8 -topk8 -in ec.key -passout pass:secret -out "$out" "$@"; }
encrypt ec.aes256-sha256.key -v2 aes-256-cbc -v2prf hmacWithSHA256
encrypt ec.aes256-sha512.key -v2 aes-256-cbc -v2prf hmacWithSHA512
encrypt ec.aes192-sha384.key -v2 aes-192-cbc -v2prf hmacWithSHA384
encrypt ec.aes128-sha1.key -v2 aes-128-cbc -v2prf hmacWithSHA1
encrypt ec.3des.key -v2 des3
encrypt ec.scrypt.key -scrypt -scrypt_N 1024
encrypt ec.pbe-3des.key -v1 PBE-SHA1-3DES
encrypt ec.pbe-rc2.key -v1 PBE-SHA1-RC2-128 -provider legacy -provider default
encrypt ec.pbe-md5-des.key -v1 PBE-MD5-DES -provider legacy -provider default
encrypt ec.pbe-sha1-des.key -v1 PBE-SHA1-DES -provider legacy -provider default

# Encrypted, in the armour of old.
openssl rsa -in rsa.key -traditional -aes256 -passout pass:secret -out rsa.legacy-aes256.key 2>/dev/null
openssl rsa -in rsa.key -traditional -aes128 -passout pass:secret -out rsa.legacy-aes128.key 2>/dev/null
openssl rsa -in rsa.key -traditional -des3 -passout pass:secret -out rsa.legacy-des3.key 2>/dev/null
openssl ec -in ec.key -aes256 -passout pass:secret -out ec.legacy-aes256.key 2>/dev/null

# Key stores.
store() { out=$1; shift; openssl pkcs12 -export -in ec.chain.crt -inkey ec.key -name Alice -out "$out" "$@"; }
store ec.p12 -passout pass:secret
store ec.legacy.p12 -passout pass:secret -legacy
store ec.3des.p12 -passout pass:secret -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
store ec.open-certificates.p12 -passout pass:secret -certpbe NONE
store ec.no-mac.p12 -passout pass:secret -nomac
store ec.empty-password.p12 -passout pass:
store ec.open.p12 -passout pass: -keypbe NONE -certpbe NONE -nomac
openssl pkcs12 -export -in rsa.chain.crt -inkey rsa.key -name bob -passout pass:secret -out rsa.p12
openssl pkcs12 -export -nokeys -in ca.crt -passout pass:secret -out anchors.openssl.p12
import() { keytool -importkeystore -noprompt -srckeystore "$1" -srcstorepass secret \
  -destkeystore "$2" -deststorepass secret -deststoretype "$3" 2>/dev/null; }
import ec.p12 ec.keytool.p12 PKCS12
import ec.p12 ec.jks JKS
import ec.p12 ec.jceks JCEKS
import ec.p12 two.p12 PKCS12
import rsa.p12 two.p12 PKCS12
import ec.p12 two.jks JKS
import rsa.p12 two.jks JKS
for type in PKCS12 JKS JCEKS; do
  keytool -importcert -noprompt -alias ca -file ca.crt -keystore anchors.$type \
    -storepass secret -storetype $type 2>/dev/null
done

# What cannot be used.
openssl genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsa.parameters 2>/dev/null
openssl genpkey -paramfile dsa.parameters -out dsa.key 2>/dev/null
curve secp256k1 secp256k1.key
openssl ec -in ec.key -param_enc explicit -out ec.explicit.key 2>/dev/null
openssl pkcs8 -topk8 -nocrypt -in ec.explicit.key -out ec.explicit.pkcs8.key
openssl genpkey -algorithm X25519 -out x25519.key
openssl pkcs8 -topk8 -in ec.key -passout pass:secret -v2 aria-256-cbc -out ec.aria.key
openssl pkcs8 -topk8 -nocrypt -in ec.key -outform DER -out ec.key.der
openssl x509 -in ec.crt -outform DER -out ec.crt.der
openssl x509 -in ca.crt -trustout -addtrust serverAuth -out ca.trusted.crt
openssl crl2pkcs7 -nocrl -certfile ec.chain.crt -out ec.p7b
openssl req -new -key ec.key -subj /CN=ec -out ec.csr
openssl ec -in ec.key -pubout -out ec.public.key 2>/dev/null
rm -f request.pem extensions dsa.parameters ./*.srl
