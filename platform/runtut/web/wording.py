"""What marshmallow itself says of a wrong field, in Indonesian; set on its classes so that every schema speaks it."""

from marshmallow import fields, validate


def speak_indonesian() -> None:
    say_of_fields()
    say_of_limits()


def say_of_fields() -> None:
    fields.Field.default_error_messages.update(
        required="Wajib diisi.", null="Tidak boleh kosong.", validator_failed="Isian tidak berlaku."
    )
    fields.String.default_error_messages.update(invalid="Harus berupa tulisan.", invalid_utf8="Tulisan rusak (bukan UTF-8).")
    fields.Number.default_error_messages.update(invalid="Harus berupa angka.", too_large="Angka terlalu besar.")
    fields.Integer.default_error_messages.update(invalid="Harus berupa bilangan bulat.")
    fields.Decimal.default_error_messages.update(special="Angka tak hingga atau bukan angka tidak diterima.")
    fields.Boolean.default_error_messages.update(invalid="Harus ya atau tidak.")
    fields.DateTime.default_error_messages.update(invalid="Waktu tidak terbaca; tulis seperti 2025-04-14T09:00:00+07:00.")
    fields.Time.default_error_messages.update(invalid="Jam tidak terbaca; tulis seperti 09:00.")
    fields.AwareDateTime.default_error_messages.update(invalid_awareness="Sebutkan zona waktunya, seperti +07:00.")
    fields.Date.default_error_messages.update(invalid="Tanggal tidak terbaca; tulis seperti 2025-04-14.")
    fields.UUID.default_error_messages.update(invalid_uuid="Bukan pengenal yang sah.")
    fields.List.default_error_messages.update(invalid="Harus berupa daftar.")
    fields.Nested.default_error_messages.update(type="Harus berupa kumpulan isian bernama.")
    fields.Dict.default_error_messages.update(invalid="Harus berupa kumpulan isian bernama.")


def say_of_limits() -> None:
    validate.Length.message_min = "Terlalu pendek; paling sedikit {min}."
    validate.Length.message_max = "Terlalu panjang; paling banyak {max}."
    validate.Length.message_all = "Panjangnya harus {min} sampai {max}."
    validate.Length.message_equal = "Panjangnya harus tepat {equal}."
    validate.Range.message_min = "Terlalu kecil; paling kecil {{min}}."
    validate.Range.message_max = "Terlalu besar; paling besar {{max}}."
    validate.Range.message_all = "Harus antara {{min}} dan {{max}}."
    validate.OneOf.default_message = "Pilih salah satu: {choices}."
    validate.Regexp.default_message = "Penulisannya tidak sesuai."
