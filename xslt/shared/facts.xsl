<?xml version="1.0" encoding="UTF-8"?>
<!-- What is known of a letter: from its correspDesc, and the title made of it. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:key name="v:descriptions" match="tei:correspDesc[@xml:id]" use="@xml:id"/>

  <xsl:variable name="v:only-description" as="element(tei:correspDesc)?"
                select="$v:edition/tei:teiHeader/tei:profileDesc/tei:correspDesc[last() = 1]"/>

  <!-- The description that a letter declares, or the only one there is. -->
  <xsl:function name="f:description" as="element(tei:correspDesc)?">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="if ($letter/@decls)
                          then key('v:descriptions', tokenize($letter/@decls) ! substring-after(., '#'), $v:edition)[1]
                          else $v:only-description"/>
  </xsl:function>

  <xsl:function name="f:parties" as="element()*">
    <xsl:param name="action" as="element(tei:correspAction)?"/>
    <xsl:sequence select="$action/(tei:persName | tei:orgName | tei:name | tei:rs)[normalize-space()]"/>
  </xsl:function>

  <xsl:function name="f:places" as="element()*">
    <xsl:param name="action" as="element(tei:correspAction)?"/>
    <xsl:sequence select="$action/(tei:placeName | tei:settlement | tei:country | tei:region)[normalize-space()]"/>
  </xsl:function>

  <xsl:function name="f:dates" as="element(tei:date)*">
    <xsl:param name="action" as="element(tei:correspAction)?"/>
    <xsl:sequence select="$action/tei:date"/>
  </xsl:function>

  <!-- Whether a fact was inferred: what the letter itself states carries neither attribute. -->
  <xsl:function name="f:is-inferred" as="xs:boolean">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="exists($fact/(@evidence | @cert))"/>
  </xsl:function>

  <!-- "A", "A and B", "A, B and C". -->
  <xsl:function name="f:names" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="if (count($names) lt 2) then string($names)
                          else f:label('names.two', map {'first': string-join($names[position() lt last()], ', '),
                                                         'last': $names[last()]})"/>
  </xsl:function>

  <!-- "Churchill to Stalin", or what is known of that. -->
  <xsl:function name="f:parties-title" as="xs:string">
    <xsl:param name="sent" as="element(tei:correspAction)?"/>
    <xsl:param name="received" as="element(tei:correspAction)?"/>
    <xsl:variable name="from" as="xs:string" select="f:names(f:parties($sent) ! f:shown-name(.))"/>
    <xsl:variable name="to" as="xs:string" select="f:names(f:parties($received) ! f:shown-name(.))"/>
    <xsl:sequence select="f:title-of($from, $to)"/>
  </xsl:function>

  <xsl:function name="f:title-of" as="xs:string">
    <xsl:param name="from" as="xs:string"/>
    <xsl:param name="to" as="xs:string"/>
    <xsl:sequence select="f:label('title.' || (if ($from and $to) then 'both' else if ($from) then 'from'
                                               else if ($to) then 'to' else 'neither'),
                                  map {'from': $from, 'to': $to})"/>
  </xsl:function>

  <!-- The date that names a letter: when it was sent, if that is printed; else when it was received; else whatever
       is said of the sending. -->
  <xsl:function name="f:date-title" as="xs:string?">
    <xsl:param name="sent" as="element(tei:correspAction)?"/>
    <xsl:param name="received" as="element(tei:correspAction)?"/>
    <xsl:variable name="sending" as="element(tei:date)?" select="f:dates($sent)[1]"/>
    <xsl:variable name="receipt" as="element(tei:date)?" select="f:dates($received)[1]"/>
    <xsl:sequence select="if ($sending[not(f:is-inferred(.))] or ($sending and not($receipt))) then f:date($sending)
                          else $receipt ! f:label('date.received', map {'date': f:date(.)})"/>
  </xsl:function>

  <!-- What the pages and texts say of each letter, in the order of the letters, each made once: the file's name, the
       number as printed after correction (if there is one), the two actions (if there are), the references to other letters, "Churchill to Stalin",
       the date that names the letter (if any), "12. Churchill to Stalin, received 8 July 1941", "Letter 12". -->
  <xsl:variable name="v:cards" as="map(*)*">
    <xsl:for-each select="$v:letters">
      <xsl:variable name="place" as="xs:integer" select="position()"/>
      <xsl:variable name="description" as="element()?" select="f:description(.)"/>
      <xsl:variable name="actions" as="element()*" select="$description/tei:correspAction"/>
      <xsl:variable name="sent" as="element()?" select="$actions[@type = 'sent'][1]"/>
      <xsl:variable name="received" as="element()?" select="$actions[@type = 'received'][1]"/>
      <xsl:variable name="number" as="xs:string?" select="@n ! normalize-space()[. ne '']"/>
      <!-- A title that the letter's own editors gave it names it whole. -->
      <xsl:variable name="given" as="xs:string?" select="($description/tei:note[@type = 'title'] ! normalize-space())[1]"/>
      <xsl:variable name="parties" as="xs:string" select="($given, f:parties-title($sent, $received))[1]"/>
      <xsl:variable name="date" as="xs:string?" select="if ($given) then () else f:date-title($sent, $received)"/>
      <xsl:variable name="dated" as="xs:string"
                    select="if ($date) then f:label('title.dated', map {'title': $parties, 'date': $date}) else $parties"/>
      <xsl:variable name="title" as="xs:string"
                    select="if ($number) then f:label('title.numbered', map {'number': $number, 'title': $dated}) else $dated"/>
      <xsl:sequence select="map {
        'place': $place,
        'file': $v:file-names[$place],
        'number': $number,
        'sent': $sent,
        'received': $received,
        'others': $actions except ($sent, $received),
        'context': $description/tei:correspContext/(tei:ref | tei:ptr),
        'given': exists($given),
        'parties': $parties,
        'date': $date,
        'title': $title,
        'short': if ($number) then f:label('letter.numbered', map {'number': $number}) else $title}"/>
    </xsl:for-each>
  </xsl:variable>

  <xsl:function name="f:card" as="map(*)">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:sequence select="$v:cards[f:place($letter)]"/>
  </xsl:function>

  <!-- The words a letter begins with, about 60 characters of its first paragraph or verse. -->
  <xsl:function name="f:first-words" as="xs:string?">
    <xsl:param name="letter" as="element(tei:div)"/>
    <xsl:variable name="first" as="element()?"
                  select="$letter/descendant::*[self::tei:p or self::tei:ab or self::tei:l]
                          [not(ancestor::tei:note or ancestor::tei:div[contains-token(@type, 'beside')])][1]"/>
    <xsl:variable name="words" as="xs:string"
                  select="normalize-space(if (empty($first/*)) then substring($first, 1, 200) else f:plain($first))"/>
    <xsl:sequence select="if (string-length($words) le 64) then $words
                          else replace(substring($words, 1, 61), '\s\S*$', '') || '…'"/>
  </xsl:function>

  <!-- The letters that a letter's correspContext names, of one relation; of one scope, unless that is "". -->
  <xsl:function name="f:related" as="element(tei:div)*">
    <xsl:param name="card" as="map(*)"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="scope" as="xs:string"/>
    <xsl:sequence select="$card?context[@type = $type][$scope = '' or @subtype = $scope] ! f:target(@target) ! f:letter-of(.)"/>
  </xsl:function>

  <!-- Which of a letter's facts were inferred, by the labels' names for them. -->
  <xsl:function name="f:inferred" as="xs:string*">
    <xsl:param name="card" as="map(*)"/>
    <xsl:variable name="sent" as="element()*" select="$card?sent/*[@evidence | @cert]"/>
    <xsl:variable name="received" as="element()*" select="$card?received/*[@evidence | @cert]"/>
    <xsl:if test="exists(($sent, $received))">
      <xsl:sequence select="
        'sender'[exists($sent[self::tei:persName or self::tei:orgName or self::tei:name or self::tei:rs])],
        'recipient'[exists($received[self::tei:persName or self::tei:orgName or self::tei:name or self::tei:rs])],
        'place'[exists(($sent, $received)[self::tei:placeName or self::tei:settlement or self::tei:region or self::tei:country])],
        'sent'[exists($sent[self::tei:date])],
        'received'[exists($received[self::tei:date])]"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
