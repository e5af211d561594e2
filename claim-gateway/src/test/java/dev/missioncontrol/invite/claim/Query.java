package dev.missioncontrol.invite.claim;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameters of an address; each may be there once.
 *
 * @param parameters values by name
 */
record Query(Map<String, String> parameters) {

	static Query of(String address) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : URI.create(address).getRawQuery().split("&", -1)) {
			int equals = pair.indexOf('=');
			String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
			if (parameters.put(pair.substring(0, equals), value) != null) {
				throw new AssertionError("twice: " + pair);
			}
		}
		return new Query(parameters);
	}

	static Map<String, String> json(String json) {
		return JsonMapper.shared().readValue(json, new TypeReference<Map<String, String>>() {
		});
	}

	String get(String name) {
		return this.parameters.get(name);
	}

}
