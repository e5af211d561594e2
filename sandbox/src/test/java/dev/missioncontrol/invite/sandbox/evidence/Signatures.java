package dev.missioncontrol.invite.sandbox.evidence;

import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.missioncontrol.invite.test.RsaKeys;

/**
 * Tokens of any kind.
 */
final class Signatures {

	private Signatures() {
	}

	static String sign(RsaKeys keys, JWSHeader.Builder header, Map<String, Object> claims) {
		try {
			JWSObject token = new JWSObject(header.build(), new Payload(claims));
			token.sign(new RSASSASigner(keys.pair().getPrivate()));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
