package dev.missioncontrol.invite.segment.analytics;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import com.segment.analytics.http.UploadResponse;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;

/**
 * Takes an answer for what its status says. A 200 with an empty body, or one that a proxy
 * wrote, is a success all the same; reading it as JSON would turn it into a failure.
 */
final class StatusOnlyConverterFactory extends Converter.Factory {

	@Override
	public @Nullable Converter<ResponseBody, ?> responseBodyConverter(Type type, Annotation[] annotations,
			Retrofit retrofit) {
		if (type != UploadResponse.class) {
			return null;
		}
		return (body) -> {
			body.close();
			return UploadResponse.create(true);
		};
	}

}
